/** The baseline of `check-endpoint`: the least a route of this server can do that reads the same JSON and answers. */
export async function POST(request: Request): Promise<Response> {
  await request.json();
  return Response.json({ result: 'not-found' });
}
