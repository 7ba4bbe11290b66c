import { Form } from './form.tsx';

/** The baseline of `check-page`: nothing around the form, not even the portal's shell. */
export default function Page() {
  return <Form />;
}
