import { useLocale } from '../../i18n/locale';
import { unitName } from '../../norm/units';
import cells from '../../ui/cells.module.css';

interface Props {
  readonly value?: number | null;
  readonly valueSecond?: number | null;
  readonly unit?: string | null;
}

/** «120/80 мм рт. ст.»: the figure first. */
export function Reading({ value, valueSecond, unit }: Props) {
  const { number, say } = useLocale();
  const figures = [value, valueSecond].flatMap((figure) => (figure == null ? [] : [number(figure)]));
  if (!figures.length) return null;
  return (
    <span class={cells.reading}>
      <span class={cells.value}>{figures.join('/')}</span> {say(unitName(unit, value))}
    </span>
  );
}
