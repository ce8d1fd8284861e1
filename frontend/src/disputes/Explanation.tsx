import { useLocale } from '../i18n/locale';
import { Area } from '../ui/Area';
import { type Problem, problemOf } from '../ui/Field';
import { texts } from './texts';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly problems: readonly Problem[];
}

/** What a desk writes, and the complainant reads. */
export function Explanation({ name, label, problems }: Props) {
  const { say } = useLocale();
  return (
    <Area
      name={name}
      label={label}
      hint={say(texts.textHint)}
      maxLength={2000}
      problem={problemOf(problems, name)}
    />
  );
}
