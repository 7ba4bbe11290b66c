import type { ComponentProps } from 'react';
import { Link } from '#lib/i18n/navigation.ts';
import { classes } from './classes.ts';

/** A link in running text to a page of the portal; `href` without the language. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link className={classes('link', className)} prefetch={false} {...rest} />;
}
