import { Button, Checkbox, Modal, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { useBack } from '#kernel/web/back.ts';
import { Callout } from '#kernel/web/callout.tsx';
import { LongTextField, TextField } from '#kernel/web/fields/text-field.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { searchKey } from '#kernel/words/text.ts';
import { ask } from '../api.ts';
import { useStaffTexts } from '../frame/texts/texts.ts';
import { Code } from './code.tsx';
import { type Holder, holdersQuery, type Phone, phoneQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  /** The phone that the new one replaces: its person keeps the bag. */
  readonly replaces?: Phone;
  readonly onClose: () => void;
}

interface Wanted {
  readonly officeId: string;
  readonly staffId: string;
  readonly name: string;
  readonly replaces?: { readonly deviceId: string; readonly reason: string; readonly unsentLost: boolean };
}

const keyOf = ({ staffId, officeId }: Holder) => `${staffId} ${officeId}`;
/** A phone answers while this window is open, whether or not a stream of changes is. */
const ASK_AGAIN_MS = 2_000;

/** Makes a code for one person and office, shows it while it lives, and says when its phone has answered. */
export function EnrolDialog({ officeId, replaces, onClose }: Props) {
  const texts = useTexts();
  const { roles } = useStaffTexts();
  const format = useFormat();
  const holders = useQuery({ ...holdersQuery(officeId), enabled: replaces === undefined });
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState(replaces?.name ?? '');
  const [reason, setReason] = useState('');
  const [unsentLost, setUnsentLost] = useState(false);
  const [made, setMade] = useState<{ readonly id: string; readonly code: string } | null>(null);
  const act = useAct<Wanted, { code: string }>({
    send: (id, wanted) => ask('POST /devices/enrolments', { body: { id, ...wanted } }),
    onDone: ({ code }, _wanted, id) => setMade({ id, code }),
  });
  const holder = holders.data?.find((each) => keyOf(each) === chosen);
  const whom = replaces ?? holder;
  if (made) return <Shown officeId={officeId} made={made} person={whom?.person ?? ''} onClose={onClose} />;
  const unsent = replaces?.unsent ?? 0;
  const named = name.trim();
  const ready =
    whom && named !== '' && (!replaces || (reason.trim() !== '' && (unsent === 0 || unsentLost)))
      ? {
          officeId: whom.officeId,
          staffId: whom.staffId,
          name: named,
          ...(replaces && { replaces: { deviceId: replaces.id, reason: reason.trim(), unsentLost } }),
        }
      : null;
  return (
    <ActDialog
      title={replaces ? texts.replaceTitle(replaces.person) : texts.enrolTitle}
      label={texts.makeCode}
      act={act}
      onClose={onClose}
      input={holder?.device ? null : ready}
    >
      {replaces ? (
        <Callout>{texts.replaceHint}</Callout>
      ) : (
        <>
          {holders.error && <FailureNotice error={holders.error} onRetry={() => void holders.refetch()} />}
          <Select
            label={texts.forWhom}
            description={texts.forWhomHint}
            placeholder={texts.choose}
            required
            searchable
            data-autofocus
            limit={50}
            nothingFoundMessage={texts.nobody}
            value={chosen}
            disabled={act.busy}
            onChange={setChosen}
            data={(holders.data ?? []).map((each) => ({
              value: keyOf(each),
              label: `${each.person}, ${each.roles.map((role) => roles[role as keyof typeof roles] ?? role).join(', ')}, ${each.office}`,
            }))}
            filter={({ options, search }) =>
              options.filter(
                (option) => 'label' in option && searchKey(option.label).includes(searchKey(search)),
              )
            }
          />
        </>
      )}
      {holder?.device && (
        <Callout as="watch" role="status">
          {texts.hasOne(holder.person, holder.device.name)}
        </Callout>
      )}
      <TextField
        label={texts.phoneName}
        description={texts.phoneNameHint}
        required
        maxLength={60}
        value={name}
        disabled={act.busy}
        onChange={setName}
      />
      {replaces && (
        <LongTextField
          label={texts.why}
          required
          maxLength={500}
          value={reason}
          disabled={act.busy}
          onChange={setReason}
        />
      )}
      {unsent > 0 && (
        <>
          <Callout as="watch">{texts.unsentWarning(format.count(unsent))}</Callout>
          <Checkbox
            label={texts.unsentLost}
            checked={unsentLost}
            disabled={act.busy}
            onChange={(event) => setUnsentLost(event.currentTarget.checked)}
          />
        </>
      )}
    </ActDialog>
  );
}

interface ShownProps {
  readonly officeId: string;
  readonly made: { readonly id: string; readonly code: string };
  readonly person: string;
  readonly onClose: () => void;
}

function Shown({ officeId, made, person, onClose }: ShownProps) {
  const texts = useTexts();
  const shared = useShared();
  useBack({ back: onClose });
  const mine = phoneQuery(officeId, { enrolmentId: made.id });
  const phone = useQuery({ ...mine, refetchInterval: ASK_AGAIN_MS }).data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.codeTitle(person)}
      closeOnClickOutside={false}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': shared.close }}
    >
      <Code code={made.code} answered={phone ? texts.answerOf(phone.person, phone.model) : null} />
      <Button fullWidth mt="md" variant={phone ? 'filled' : 'default'} onClick={onClose}>
        {shared.close}
      </Button>
    </Modal>
  );
}
