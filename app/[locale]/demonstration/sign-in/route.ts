import { signInAs } from '#lib/demo/sign-in-as.ts';
import { isLocale } from '#lib/i18n/locales.ts';

interface Context {
  params: Promise<{ locale: string }>;
}

/** One click on a person. A plain route: an action’s answer is fetched ahead by the server, which would use the sign-in up. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { locale } = await params;
  if (!isLocale(locale)) return new Response(null, { status: 404 });
  const form = await request.formData();
  const result = await signInAs(String(form.get('person')), locale);
  if (!result.ok && result.refusal.code === 'not-a-demonstration') return new Response(null, { status: 404 });
  const location = result.ok ? result.value.callbackPath : `/${locale}/demonstration?refused=person-unknown`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
