export { default as 'check-form' } from '../messages/de/check-form.json';
export { default as errors } from '../messages/de/errors.json';
export { default as failure } from '../messages/de/failure.json';
export { default as shell } from '../messages/de/shell.json';
export { default as ui } from '../messages/de/ui.json';
