import { useLocale } from '../i18n/locale';
import { Button } from '../ui/Basics';
import forms from '../ui/forms.module.css';
import { Notice } from '../ui/Notice';
import ui from '../ui/ui.module.css';
import { texts } from './texts';
import type { Conflict, SaveState } from './useDraft';

interface Props {
  readonly state: SaveState;
  readonly conflicts: readonly Conflict[];
  /** `theirs` is what the other window saved, where that was chosen. */
  readonly onSettle: (name: string, theirs: string | undefined) => void;
}

/** Whether what was typed is kept, and where another window changed the same. */
export function Saved({ state, conflicts, onSettle }: Props) {
  const { say, dateTime } = useLocale();
  return (
    <>
      {(state === 'lost' || state === 'closed') && (
        <Notice tone="warn" live>
          <p>{say(state === 'lost' ? texts.unsaved : texts.closedVisit)}</p>
        </Notice>
      )}
      {(state === 'saving' || typeof state === 'object') && (
        <p class={ui.small}>
          {state === 'saving' ? say(texts.saving) : say(texts.saved, { at: dateTime(state.at) })}
        </p>
      )}
      {conflicts.map(({ name, theirs }) => (
        <Notice key={name} tone="warn" live>
          <p>{say(texts.conflict)}</p>
          <p>{say(texts.theirs, { text: theirs || '—' })}</p>
          <div class={forms.filterActions}>
            <Button quiet onClick={() => onSettle(name, theirs)}>
              {say(texts.takeTheirs)}
            </Button>
            <Button quiet onClick={() => onSettle(name, undefined)}>
              {say(texts.keepMine)}
            </Button>
          </div>
        </Notice>
      ))}
    </>
  );
}
