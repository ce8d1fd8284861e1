import { described, Labelled } from './Field';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly defaultValue?: string | undefined;
}

/** A labelled box for several lines. */
export function Area({ name, label, hint, problem, rows = 4, ...rest }: Props) {
  return (
    <Labelled {...{ name, label, hint, problem }}>
      <textarea rows={rows} {...rest} {...described({ name, hint, problem })} />
    </Labelled>
  );
}
