export { default as 'check-form' } from '../messages/nl/check-form.json';
export { default as errors } from '../messages/nl/errors.json';
export { default as failure } from '../messages/nl/failure.json';
export { default as shell } from '../messages/nl/shell.json';
export { default as ui } from '../messages/nl/ui.json';
