'use server';

/** Answers with what was posted. */
export async function answer(_previous: string | null, formData: FormData): Promise<string> {
  return `${formData.get('number')} ${formData.get('postcode')}`;
}
