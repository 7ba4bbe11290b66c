/** A problem in an address is a message key of these pages; anything else says no more than that something is wrong. */
export function uploadProblem(key: string): string {
  return /^(registers\.refusals|register-files\.send)\./.test(key) ? key : 'errors.invalid';
}
