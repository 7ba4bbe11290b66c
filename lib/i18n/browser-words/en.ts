export { default as 'check-form' } from '../messages/en/check-form.json';
export { default as errors } from '../messages/en/errors.json';
export { default as failure } from '../messages/en/failure.json';
export { default as shell } from '../messages/en/shell.json';
export { default as ui } from '../messages/en/ui.json';
