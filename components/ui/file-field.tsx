import { useFormatter, useTranslations } from 'next-intl';
import { classes } from './classes.ts';
import { describe, FieldFrame, type FieldProps } from './field.tsx';
import { Icon } from './icon.tsx';

/** A file that an earlier, refused post already brought: the server kept it, and `token` claims it back. */
export interface KeptFile {
  token: string;
  name: string;
  bytes: number;
}

type FileFieldProps = FieldProps & {
  accept?: string | undefined;
  multiple?: boolean | undefined;
  kept?: readonly KeptFile[] | undefined;
  /** The name under which the tokens of the kept files travel. */
  keptName?: string | undefined;
};

/** Files. What came with an earlier post stays listed, ticked: without JavaScript a browser empties the control. */
export function FileField({
  id,
  name,
  label,
  hint,
  errors,
  optional,
  accept,
  multiple,
  kept = [],
  keptName = `${name}Kept`,
}: FileFieldProps) {
  const t = useTranslations('ui.files');
  const format = useFormatter();
  return (
    <FieldFrame id={id} name={name} label={label} hint={hint} errors={errors} optional={optional}>
      {kept.length > 0 && (
        <fieldset className="my-2">
          <legend className="text-sm">{t('kept')}</legend>
          {kept.map((file) => (
            <label key={file.token} className="flex min-h-11 items-center gap-3">
              <input
                type="checkbox"
                name={keptName}
                value={file.token}
                defaultChecked
                className="size-6 accent-accent"
              />
              <Icon name="file" />
              <span className="break-all">{file.name}</span>
              <span className="text-sm text-soft">
                {format.number(Math.max(1, Math.round(file.bytes / 1000)), { style: 'unit', unit: 'kilobyte' })}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <input
        id={id}
        name={name}
        type="file"
        accept={accept}
        multiple={multiple}
        className={classes(
          'block min-h-11 w-full rounded border-2 border-dashed bg-ground p-2 text-sm',
          'file:mr-3 file:min-h-10 file:cursor-pointer file:rounded file:border-2 file:border-edge file:border-solid file:bg-paper file:px-4 file:font-semibold file:text-ink',
          errors && errors.length > 0 ? 'border-wrong' : 'border-edge',
        )}
        {...describe({ id, hint, errors })}
      />
    </FieldFrame>
  );
}
