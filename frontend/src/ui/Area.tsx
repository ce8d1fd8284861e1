import { described, Labelled } from './Field';

interface Props {
  /** Where a page may hold several boxes of one name. */
  readonly id?: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly defaultValue?: string | undefined;
}

/** A labelled box for several lines. */
export function Area({ name, id = name, label, hint, problem, rows = 4, ...rest }: Props) {
  return (
    <Labelled {...{ name: id, label, hint, problem }}>
      <textarea rows={rows} {...rest} {...described({ name: id, hint, problem })} name={name} />
    </Labelled>
  );
}
