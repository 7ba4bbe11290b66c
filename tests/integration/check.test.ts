import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { POST } from '#app/api/v1/eligibility/check/route.ts';
import { getLine, getPool } from '#lib/db/client.ts';
import { answerInWords } from '#lib/eligibility/answer-in-words.ts';
import { checkEligibility } from '#lib/eligibility/check-eligibility.ts';
import { loadPublicSituation } from '#lib/eligibility/public-situation.ts';
import { checkProblemSchema, checkResponseSchema, parseCheck } from '#lib/eligibility/schema.ts';
import { requestReasons } from '#lib/eligibility/send-reasons.ts';
import { locales } from '#lib/i18n/locales.ts';
import { rateLimits } from '#lib/shared/rate-limit.ts';
import { type CheckPerson, checkPeople, seedCheckWorld } from '../support/check-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { publishFilled } from '../support/filled-list.ts';
import { setPortalEnvironment } from '../support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
  setPortalEnvironment();
  database = await createTestDatabase();
  await seedCheckWorld(database);
});

let clients = 0;
/** A client whom nobody else in this file is. */
function someClient(): string {
  clients += 1;
  return `192.0.2.${clients}`;
}

function inputOf(number: string, postcode: string) {
  const parsed = parseCheck({ number, postcode });
  if (!parsed.ok) throw new Error(`Can't be looked up: ${parsed.codes.join(', ')}`);
  return parsed.input;
}

const check = (number: string, postcode: string, client = someClient()) =>
  checkEligibility(inputOf(number, postcode), client);
const checkPerson = ({ typed, postcode }: CheckPerson) => check(typed, postcode);

const { listed, nurse, assistant, ended, missing, reviewed } = checkPeople;
/** Right in form and check digits, and nobody's here. */
const unknown = '590 00546 527';

describe('the check', () => {
  it('[CHECK-03] tells the programme, the list, the parcel, the way, when and where, and what comes next', async () => {
    expect(await checkPerson(listed)).toEqual({
      result: 'listed',
      entries: [
        {
          programme: 'strategic-reserve-2020',
          profession: 'general-practitioner',
          listNumber: 2,
          publishedOn: '2020-06-12',
          channel: 'province-pickup',
          province: 'BE-WLG',
          organisation: null,
          kit: [
            { item: 'gloves', quantity: 400 },
            { item: 'aprons', quantity: 50 },
            { item: 'goggles', quantity: 1 },
            { item: 'surgical-masks', quantity: 1000 },
          ],
          plannedDelivery: { from: '2020-07-06', last: '2020-07-17', way: 'pickup' },
          nextStep: 'await-invitation',
        },
        expect.objectContaining({
          programme: 'emergency-masks-2020',
          kit: [{ item: 'surgical-masks', quantity: 100 }],
        }),
      ],
    });
    expect(await checkPerson(nurse)).toMatchObject({
      entries: [{ channel: 'grouping', organisation: 'Example Grouping', nextStep: 'from-grouping' }],
    });
    expect(await checkPerson(assistant)).toMatchObject({ entries: [{ profession: 'home-care-assistant' }] });
  });

  it('[CHECK-03] tells why once for all programmes, and which ask what not all do', async () => {
    const answer = await checkPerson(listed);
    const words = await answerInWords(answer, inputOf(listed.typed, listed.postcode), 'en');
    if (words.kind !== 'listed') throw new Error(words.kind);
    const [contents] = words.entries.map(({ facts }) => facts[0]?.text);
    expect(contents).toContain('400 gloves, 50 aprons,');
    const texts = words.why.conditions.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    const named = (programme: string) => texts.filter((text) => text.startsWith(`${programme}: `)).length;
    expect(named('Strategic reserve 2020')).toBeGreaterThan(0);
    expect(named('Emergency masks 2020')).toBeGreaterThan(0);
    expect(texts.filter((text) => !/^(Strategic reserve|Emergency masks) 2020: /.test(text)).length).toBeGreaterThan(0);
    expect(words.why.conditions.every(({ source }) => source !== '')).toBe(true);
  });

  it('[CHECK-03] tells the same of whoever has booked, declined or received', async () => {
    const before = await checkPerson(assistant);
    await database.asOwner(
      `UPDATE entitlement e SET status = 'DECLINED' FROM provider_identifier i WHERE i.provider_id = e.provider_id AND i.value = $1`,
      [assistant.value],
    );
    expect(await checkPerson(assistant)).toEqual(before);
  });

  it("[CHECK-04] can't tell an unknown number from somebody else's postcode, and asks once", async () => {
    await loadPublicSituation();
    const query = vi.spyOn(getLine(), 'query');
    const elsewhere = vi.spyOn(getPool(), 'query');
    const answers = [];
    for (const [number, postcode] of [
      [unknown, listed.postcode],
      [listed.typed, '4020'],
      [missing.typed, missing.postcode],
    ] as const) {
      query.mockClear();
      answers.push(await check(number, postcode));
      expect(query.mock.calls.map(([given]) => Reflect.get(Object(given), 'name'))).toEqual(['check-eligibility']);
    }
    expect(elsewhere).not.toHaveBeenCalled();
    vi.restoreAllMocks();
    expect(answers).toEqual(Array(3).fill({ result: 'not-found' }));
    const words = await Promise.all(
      [unknown, listed.typed].map((number) => answerInWords({ result: 'not-found' }, inputOf(number, '4020'), 'fr')),
    );
    expect(words[0]).toEqual(words[1]);
  });

  it('[CHECK-05] reads published lists that have not ended, and no others', async () => {
    expect(await checkPerson(ended)).toEqual({ result: 'not-found' });
    const [list] = await database.asOwner<{ id: string }>(
      `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of)
       VALUES ('strategic-reserve-2020', 'general-practitioner', 9, 'FULL', '2020-06-12') RETURNING id`,
    );
    await database.asOwner(
      `INSERT INTO list_entry (list_id, provider_id, decision_id)
       SELECT $1, d.provider_id, d.id FROM decision d JOIN provider_identifier i USING (provider_id)
        WHERE i.value = $2 AND d.outcome = 'ELIGIBLE'`,
      [list?.id, ended.value],
    );
    expect(await checkPerson(ended)).toEqual({ result: 'not-found' });
    await publishFilled(database.asOwner, list?.id ?? '', `'2020-06-13T08:00:00Z'`);
    expect(await checkPerson(ended)).toMatchObject({ result: 'listed', entries: [{ listNumber: 9 }] });
  });

  it('[CHECK-06] refuses more tries than a minute allows, says how long to wait, and looks nothing up', async () => {
    const { attempts, windowSeconds } = rateLimits.check;
    const client = someClient();
    const tries = await Promise.all(Array.from({ length: attempts + 5 }, () => check(unknown, '4000', client)));
    expect(tries.filter(({ result }) => result === 'not-found')).toHaveLength(attempts);
    const refused = await check(listed.typed, listed.postcode, client);
    expect(refused).toMatchObject({ result: 'limited' });
    const wait = refused.result === 'limited' ? refused.retryAfterSeconds : 0;
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(windowSeconds);
    expect(await checkPerson(listed)).toMatchObject({ result: 'listed' });
    await database.asOwner(
      `UPDATE rate_limit SET window_start = window_start - $2 * interval '1 second' WHERE key = $1`,
      [`check:${client}`, windowSeconds],
    );
    expect(await check(listed.typed, listed.postcode, client)).toMatchObject({ result: 'listed' });
  });

  it('[CHECK-07] tells check digits that fail, but finds whom a reviewer accepted with them', async () => {
    expect(await check('39000343001', '4000')).toEqual({ result: 'check-failed' });
    expect(await check(reviewed.typed, '4000')).toEqual({ result: 'check-failed' });
    expect(await checkPerson(reviewed)).toMatchObject({ result: 'listed' });
  });

  it('[CHECK-02] says in each language what can be done while claims are taken, and what remains after', async () => {
    for (const locale of locales) {
      const words = await answerInWords({ result: 'not-found' }, inputOf(unknown, '4000'), locale);
      if (words.kind !== 'not-found') throw new Error(words.kind);
      expect(words.claim).not.toBeNull();
      expect(words.possible.lines.join(' ')).toContain('2020');
      expect(words.general.length).toBe(2);
      expect(words.general.flatMap(({ conditions }) => conditions).every(({ source }) => source !== '')).toBe(true);
    }
  });
});

describe('the reasons', () => {
  it('[CHECK-10] are offered to whoever is on no list, or not on those of every open programme that has any', async () => {
    const offered = async ({ typed, postcode }: { typed: string; postcode: string }) => {
      const words = await answerInWords(await check(typed, postcode), inputOf(typed, postcode), 'en');
      return 'reasons' in words ? (words.reasons?.send ?? null) : undefined;
    };
    expect(await offered(missing)).toBe('Send me the reasons');
    expect(await offered(nurse)).toBe('Send me the reasons');
    expect(await offered({ ...reviewed, postcode: '4000' })).toBe('Send me the reasons');
    // On both; the third programme is only announced.
    expect(await offered(listed)).toBeNull();
  });

  it('[CHECK-10] are sent for a number whose check digits fail too', async () => {
    const input = inputOf(reviewed.typed, reviewed.postcode);
    expect(input.numberChecks).toBe(false);
    expect(await requestReasons(input, someClient())).toEqual({ ok: true, value: 'sent' });
  });

  beforeEach(async () => {
    await database.asOwner('DELETE FROM outbox');
  });
  const sent = () => database.asOwner<{ to_email: string; secrets: unknown }>('SELECT to_email, secrets FROM outbox');

  it('[CHECK-09] go to the address on file, in its language, once a day', async () => {
    await database.asOwner(
      `INSERT INTO practice (provider_id, profession_code, registered_number, registered)
       SELECT provider_id, 'dentist', $1, false FROM provider_identifier WHERE value = $1`,
      [missing.value],
    );
    const ask = () => requestReasons(inputOf(missing.typed, missing.postcode), someClient());
    expect(await ask()).toEqual({ ok: true, value: 'sent' });
    expect(await ask()).toEqual({ ok: true, value: 'sent-before' });
    const messages = await sent();
    const [trail] = await database.asOwner<{ entries: number }>(
      `SELECT count(*)::int AS entries FROM audit_entry a JOIN provider_identifier i ON i.provider_id::text = a.subject_id
        WHERE a.action = 'reasons.send' AND i.value = $1`,
      [missing.value],
    );
    expect(trail?.entries).toBe(1);
    expect(messages[0]?.secrets).toMatchObject({ name: 'Given Family' });
    expect(messages.map(({ to_email }) => to_email)).toEqual([`p.${missing.value}@test.invalid`]);
    expect(JSON.stringify(messages[0]?.secrets)).toContain('Niet vervuld: Volgens onze registers');
  });

  it('[CHECK-09] go nowhere for an unknown number or another postcode', async () => {
    for (const [number, postcode] of [
      [unknown, '4000'],
      [missing.typed, '4020'],
    ] as const) {
      expect(await requestReasons(inputOf(number, postcode), someClient())).toEqual({ ok: true, value: 'nobody' });
    }
    expect(await sent()).toEqual([]);
  });

  it('[CHECK-09] are refused to whoever asks too often', async () => {
    const client = someClient();
    const asked = [];
    for (let count = 0; count <= rateLimits.reasonsByClient.attempts; count += 1) {
      asked.push(await requestReasons(inputOf(unknown, '4000'), client));
    }
    expect(asked.at(-1)).toMatchObject({ ok: false, refusal: { code: 'too-many-attempts' } });
  });
});

describe('POST /api/v1/eligibility/check', () => {
  function post(body: BodyInit, headers: Record<string, string> = {}, client = someClient()): Promise<Response> {
    return POST(
      new Request('http://localhost/api/v1/eligibility/check', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': client, ...headers },
        body,
      }),
    );
  }
  const ask = (number: unknown, postcode: unknown, client?: string) =>
    post(JSON.stringify({ number, postcode }), {}, client);

  it('[CHECK-08] answers 200 in the documented shape, and is not kept by anyone on the way', async () => {
    for (const [number, postcode, result] of [
      [listed.typed, ' B-4000 ', 'listed'],
      [nurse.typed, nurse.postcode, 'listed'],
      [unknown, '4000', 'not-found'],
    ] as const) {
      const response = await ask(number, postcode);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(checkResponseSchema.parse(await response.json()).result).toBe(result);
    }
  });

  it.each([
    ['', '4000', 'number-empty', 'number'],
    ['12AB', '4000', 'number-malformed', 'number'],
    ['1900012200', '4000', 'number-wrong-length', 'number'],
    ['V 12', '4000', 'number-wrong-length', 'number'],
    ['39000343001', '4000', 'number-check-failed', 'number'],
    ['19000122003', '', 'postcode-empty', 'postcode'],
    ['19000122003', '0400', 'postcode-malformed', 'postcode'],
  ])('[CHECK-08] answers 422 to %j and %j with %s', async (number, postcode, code, field) => {
    const response = await ask(number, postcode);
    expect(response.status).toBe(422);
    expect(checkProblemSchema.parse(await response.json())).toMatchObject({ code, field });
  });

  it('[CHECK-08] answers 415 and 400 to what is not JSON, or not of its shape, and 413 to what is too large', async () => {
    const expectProblem = async (response: Response, status: number, code: string) => {
      expect(response.status).toBe(status);
      expect(checkProblemSchema.parse(await response.json()).code).toBe(code);
    };
    await expectProblem(await post('{}', { 'content-type': 'text/plain' }), 415, 'not-json');
    await expectProblem(await post('number=1'), 400, 'not-json');
    await expectProblem(await post('[]'), 400, 'not-the-expected-shape');
    await expectProblem(await ask(19000122003, '4000'), 400, 'not-the-expected-shape');
    await expectProblem(await post(`"${'x'.repeat(5_000)}"`), 413, 'too-large');
    await expectProblem(await post(`"${'x'.repeat(5_000)}"`, { 'content-length': '5002' }), 413, 'too-large');
  });

  it('[CHECK-06] answers 429 with Retry-After to too many tries', async () => {
    const client = someClient();
    const { attempts } = rateLimits.check;
    const responses = await Promise.all(Array.from({ length: attempts + 1 }, () => ask(unknown, '4000', client)));
    const refused = responses.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(checkProblemSchema.parse(await refused?.json())).toMatchObject({ code: 'too-many-attempts' });
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(attempts);
  });
});
