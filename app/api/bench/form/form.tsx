'use client';

import { useActionState } from 'react';
import { answer } from './actions.ts';

/** The smallest form that posts a number and a postcode and shows an answer on the same page, without JavaScript. */
export function Form() {
  const [state, post] = useActionState(answer, null);
  return (
    <form action={post}>
      <input name="number" aria-label="Number" />
      <input name="postcode" aria-label="Postcode" />
      <button type="submit">Check</button>
      {state !== null && <p>{state}</p>}
    </form>
  );
}
