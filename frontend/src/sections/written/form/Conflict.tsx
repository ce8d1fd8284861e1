import { useRead } from '../../../api/read';
import type { Section } from '../../../gen/graphql';
import { useLocale } from '../../../i18n/locale';
import { paths } from '../../../paths';
import { Button, Card } from '../../../ui/Basics';
import { Facts } from '../../../ui/Facts';
import forms from '../../../ui/forms.module.css';
import { Notice } from '../../../ui/Notice';
import { LoadedPart } from '../../../ui/States';
import { useView } from '../../useView';
import type { SectionView } from '../../view';
import { texts } from './texts';

interface Props {
  readonly patientId: string;
  readonly section: Section;
  readonly currentId: string;
}

/** Somebody changed the entry meanwhile: what stands now, above the form (`write`) with what was typed; the reader chooses. */
export function Conflict({ patientId, section, currentId }: Props) {
  const { say } = useLocale();
  const { view } = useView(section);
  return (
    <>
      <Notice tone="warn" live>
        {say(texts.conflict)}
      </Notice>
      <Card title={say(texts.theirs)}>
        {typeof view === 'object' && <Theirs view={view} id={currentId} />}
        <div class={forms.filterActions}>
          <Button type="submit" form="write">
            {say(texts.keepMine)}
          </Button>
          <a class={`${forms.button} ${forms.quiet}`} href={paths.entry(patientId, section, currentId)}>
            {say(texts.keepTheirs)}
          </a>
        </div>
      </Card>
    </>
  );
}

function Theirs({ view, id }: { view: SectionView; id: string }) {
  const read = useRead(view.entry, { id });
  return (
    <LoadedPart read={read}>
      {({ node }) =>
        node?.__typename === view.type ? <Facts type={view.type} of={node} facts={view.facts} /> : null
      }
    </LoadedPart>
  );
}
