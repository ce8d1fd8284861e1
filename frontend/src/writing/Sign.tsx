import { useLocale } from '../i18n/locale';
import { Confirm } from '../ui/Confirm';
import { texts } from './texts';

interface Props {
  /** What the dialog asks about. */
  readonly title: string;
  readonly busy: boolean;
  readonly onSign: () => void;
}

/** Signs for good: a dialog says so first. */
export function Sign({ title, busy, onSign }: Props) {
  const { say } = useLocale();
  return (
    <Confirm
      primary
      label={say(texts.sign)}
      title={title}
      confirm={say(texts.sign)}
      busy={busy}
      onConfirm={onSign}
    >
      <p>{say(texts.signText)}</p>
    </Confirm>
  );
}
