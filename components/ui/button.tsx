import type { ComponentProps, ReactNode } from 'react';
import { Link } from '#lib/i18n/navigation.ts';
import { classes } from './classes.ts';
import { Icon, type IconName } from './icon.tsx';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

const looks: Record<ButtonLook, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border-edge bg-paper text-ink hover:border-ink hover:bg-ground',
  quiet: 'border-transparent text-accent underline underline-offset-4 hover:text-accent-strong hover:bg-ground',
  danger: 'border-wrong bg-paper text-wrong hover:bg-wrong-ground',
};

/** The look of a button, for what has to be a `summary`, a `label` or a plain link. */
export function buttonClass(look: ButtonLook = 'primary', className?: string): string {
  return classes('button', looks[look], className);
}

interface Appearance {
  look?: ButtonLook | undefined;
  icon?: IconName | undefined;
  /** An icon after the words instead of before: for "next". */
  iconAfter?: IconName | undefined;
  children: ReactNode;
}

function Content({ icon, iconAfter, children }: Appearance) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {iconAfter && <Icon name={iconAfter} />}
    </>
  );
}

export function Button({
  look,
  icon,
  iconAfter,
  children,
  className,
  type = 'button',
  ...rest
}: Appearance & ComponentProps<'button'>) {
  return (
    <button type={type} className={buttonClass(look, className)} {...rest}>
      <Content icon={icon} iconAfter={iconAfter}>
        {children}
      </Content>
    </button>
  );
}

/** A link that looks like a button: it goes somewhere and changes nothing. `href` without the language. */
export function LinkButton({
  look,
  icon,
  iconAfter,
  children,
  className,
  ...rest
}: Appearance & ComponentProps<typeof Link>) {
  return (
    <Link className={buttonClass(look, className)} prefetch={false} {...rest}>
      <Content icon={icon} iconAfter={iconAfter}>
        {children}
      </Content>
    </Link>
  );
}
