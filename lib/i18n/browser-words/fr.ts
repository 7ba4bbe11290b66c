export { default as 'check-form' } from '../messages/fr/check-form.json';
export { default as errors } from '../messages/fr/errors.json';
export { default as failure } from '../messages/fr/failure.json';
export { default as shell } from '../messages/fr/shell.json';
export { default as ui } from '../messages/fr/ui.json';
