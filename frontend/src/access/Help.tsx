import { helpFor } from '../i18n/help/help';
import { useLocale } from '../i18n/locale';
import type { Problem } from '../ui/Field';
import forms from '../ui/forms.module.css';

/** Under what was refused: the page where it can be put right. */
export function Help({ problems }: { problems: readonly Problem[] }) {
  const { say } = useLocale();
  const help = problems.map(({ code }) => helpFor(code)).find(Boolean);
  if (!help) return null;
  return (
    <a class={`${forms.button} ${forms.quiet}`} href={help.href}>
      {say(help.text)}
    </a>
  );
}
