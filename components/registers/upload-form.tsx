'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { ErrorSummary, type SummarisedError } from '#components/ui/error-summary.tsx';
import { FileField } from '#components/ui/file-field.tsx';
import { useRouter } from '#lib/i18n/navigation.ts';
import { beginningBytes } from '#lib/registers/files/limits.ts';

interface UploadFormProps {
  /** Where the file is posted to. */
  address: string;
  registers: readonly { readonly value: string; readonly label: string }[];
  /** What was wrong with a post without JavaScript: a message key. */
  problem?: string | undefined;
}

type Sending = { readonly done: number; readonly total: number };

/** What the server answers: where the file's page is, or what is wrong, as a message key. */
type Answer = { readonly address?: string; readonly problem?: string };

/**
 * Sends one file as it is, so that the bar can tell how much of it has really left; without JavaScript the browser posts
 * the form. Neither reads the file into memory.
 */
export function UploadForm({ address, registers, problem }: UploadFormProps) {
  const t = useTranslations('register-files.send');
  const locale = useLocale();
  const router = useRouter();
  // What is under way, to be stopped: the look at the beginning, then the sending.
  const request = useRef<{ abort(): void } | null>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [errors, setErrors] = useState<readonly SummarisedError[]>(problem === undefined ? [] : [{ error: problem }]);
  useEffect(() => () => request.current?.abort(), []);
  useEffect(() => {
    if (sending === null) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [sending]);

  const fail = (error: string) => {
    setSending(null);
    setErrors([{ error }]);
  };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending) return;
    const form = new FormData(event.currentTarget);
    const register = form.get('register');
    const file = form.get('file');
    const missing = [
      ...(typeof register === 'string' && register !== ''
        ? []
        : [{ fieldId: 'upload-register', label: t('register'), error: 'register-files.send.chooseRegister' }]),
      ...(file instanceof File && file.name !== ''
        ? []
        : [{ fieldId: 'upload-file', label: t('file'), error: 'register-files.send.chooseFile' }]),
    ];
    setErrors(missing);
    if (missing.length === 0 && typeof register === 'string' && file instanceof File) void begin(register, file);
  }

  /** A large file that can't be one of the register is refused before it is sent. Whatever fails here, sending it tells. */
  async function begin(register: string, file: File) {
    setSending({ done: 0, total: file.size });
    if (file.size > beginningBytes) {
      const stopping = new AbortController();
      request.current = stopping;
      const query = new URLSearchParams({ register, name: file.name, beginning: '' });
      const looked = await fetch(`${address}?${query}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: file.slice(0, beginningBytes),
        signal: stopping.signal,
      })
        .then((response) => response.text())
        .catch(() => '');
      if (stopping.signal.aborted) return fail('register-files.send.stopped');
      const { problem: found } = answerOf(looked);
      if (found !== undefined) return fail(found);
    }
    send(register, file);
  }

  function send(register: string, file: File) {
    const xhr = new XMLHttpRequest();
    request.current = xhr;
    setSending({ done: 0, total: file.size });
    xhr.upload.addEventListener('progress', ({ loaded }) => setSending({ done: loaded, total: file.size }));
    xhr.upload.addEventListener('load', () => setSending({ done: file.size, total: file.size }));
    xhr.addEventListener('load', () => {
      const answer = answerOf(xhr.responseText);
      if (answer.address === undefined) fail(answer.problem ?? 'register-files.send.lost');
      else router.push(answer.address);
    });
    xhr.addEventListener('error', () => fail('register-files.send.lost'));
    xhr.addEventListener('abort', () => fail('register-files.send.stopped'));
    xhr.open('POST', `${address}?${new URLSearchParams({ register, name: file.name })}`);
    xhr.setRequestHeader('Content-Type', 'application/octet-stream');
    xhr.send(file);
  }

  return (
    <form
      method="post"
      action={address}
      encType="multipart/form-data"
      onSubmit={submit}
      noValidate
      className="max-w-prose space-y-6"
    >
      <ErrorSummary errors={errors} />
      <input type="hidden" name="locale" value={locale} />
      <Select
        id="upload-register"
        name="register"
        label={t('register')}
        errors={errorsOf(errors, 'upload-register')}
        placeholder=""
        options={registers}
      />
      <FileField
        id="upload-file"
        name="file"
        label={t('file')}
        hint={t('fileHint')}
        errors={errorsOf(errors, 'upload-file')}
        accept=".csv,.txt,.gz,.xlsx"
      />
      {sending && <Progress sending={sending} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" aria-disabled={sending !== null || undefined}>
          {t('submit')}
        </Button>
        {sending && sending.done < sending.total && (
          <Button look="secondary" onClick={() => request.current?.abort()}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}

function Progress({ sending: { done, total } }: { sending: Sending }) {
  const t = useTranslations('register-files.send');
  const format = useFormatter();
  const megabytes = (bytes: number) =>
    format.number(bytes / 1_000_000, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const share = total > 0 ? done / total : 1;
  const whole = done >= total;
  return (
    <div className="space-y-2 rounded border-2 border-edge bg-ground p-4">
      <div className="flex justify-between gap-4 text-sm">
        <span className="font-semibold">{t('progress')}</span>
        <span className="tabular-nums">{t('bytes', { done: megabytes(done), total: megabytes(total) })}</span>
      </div>
      <div
        role="progressbar"
        aria-label={t('progress')}
        aria-valuenow={Math.floor(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-4 overflow-hidden rounded border-2 border-edge bg-paper"
      >
        <div className="h-full bg-accent" style={{ width: `${share * 100}%` }} />
      </div>
      <p role="status">{whole ? t('recognising') : t('stay')}</p>
    </div>
  );
}

function errorsOf(errors: readonly SummarisedError[], fieldId: string): readonly string[] | undefined {
  const found = errors.filter((error) => error.fieldId === fieldId).map(({ error }) => error);
  return found.length > 0 ? found : undefined;
}

function answerOf(text: string): Answer {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
