'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

/** Puts a code on the clipboard and says so. Without JavaScript it is not there: the code itself can be selected. */
export function CopyButton({ text, label }: { text: string; label?: string | undefined }) {
  const t = useTranslations('ui.copy');
  const [able, setAble] = useState(false);
  const [copied, setCopied] = useState(false);

  useEffect(() => setAble(typeof navigator.clipboard?.writeText === 'function'), []);
  if (!able) return null;

  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }

  return (
    <>
      <Button look="secondary" icon={copied ? 'good' : 'copy'} onClick={copy}>
        {copied ? t('done') : (label ?? t('copy'))}
      </Button>
      <span role="status" className="sr-only">
        {copied && t('done')}
      </span>
    </>
  );
}
