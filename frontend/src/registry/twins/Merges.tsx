import { ByState } from '../../desk/ByState';
import { ForRole } from '../../desk/Desk';
import { FOUR_EYES_STATES } from '../../desk/fourEyes';
import { deskPaths } from '../../deskPaths';
import { useLocale } from '../../i18n/locale';
import { page } from '../../page';
import { ByPage } from '../../ui/ByPage';
import forms from '../../ui/forms.module.css';
import { Page } from '../../ui/Page';
import { Empty } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import { MERGES } from './documents';
import { texts } from './texts';

const Merge = page(() => import('./Merge'));

export default function MergesPage() {
  return (
    <ForRole of="REGISTRAR">
      <Merges />
    </ForRole>
  );
}

/** Second records of one person: what one registrar proposes another confirms. */
function Merges() {
  const { say } = useLocale();
  return (
    <Page title={say(texts.twins)} heading={say(texts.twins)} lead={say(texts.twinsLead)}>
      <div class={ui.actions}>
        <a class={forms.button} href={deskPaths.findTwin()}>
          {say(texts.find)}
        </a>
      </div>
      <ByState states={FOUR_EYES_STATES}>
        {(state) => (
          <ByPage document={MERGES} variables={{ state }} of={({ recordMerges }) => recordMerges}>
            {({ nodes, again }) =>
              nodes.length ? (
                nodes.map((merge) => <Merge key={merge.id} merge={merge} again={again} />)
              ) : (
                <Empty>{say(texts.none)}</Empty>
              )
            }
          </ByPage>
        )}
      </ByState>
    </Page>
  );
}
