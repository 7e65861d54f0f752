import { Select, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { errorAt, errorOfList } from '@/lib/fieldErrors';
import { purposes } from '@/lib/flagTypes';
import { useDraftView } from '../draft/context';
import type { Fields } from '../draft/fields';
import { Step } from '../targeting/Step';

/** What people know a flag by; and whether browsers may. */
export function PeopleFields() {
  const { fields, edit, errors, denied } = useDraftView();
  const common = (field: keyof Fields) => ({ readOnly: denied !== null, error: errorAt(errors, field) });
  return (
    <Step title="About this flag" text="Each environment keeps its own; the Environments tab can copy them.">
      <Stack gap="sm">
        <TextInput
          label="Name"
          required
          maxLength={200}
          value={fields.name}
          onChange={(event) => edit({ name: event.currentTarget.value })}
          {...common('name')}
        />
        <Textarea
          label="Description"
          maxLength={4000}
          autosize
          minRows={2}
          maxRows={10}
          value={fields.description}
          onChange={(event) => edit({ description: event.currentTarget.value })}
          {...common('description')}
        />
        <TagsInput
          label="Tags"
          maxTags={50}
          value={fields.tags}
          onChange={(tags) => edit({ tags })}
          {...common('tags')}
          error={errorOfList(errors, 'tags')}
        />
        <TextInput
          label="Owner"
          description="Who looks after it: a team or an address"
          maxLength={254}
          value={fields.owner ?? ''}
          onChange={(event) => edit({ owner: event.currentTarget.value || null })}
          {...common('owner')}
        />
        <Select
          label="Purpose"
          data={purposes}
          value={fields.purpose}
          onChange={(purpose) => purpose !== null && edit({ purpose: purpose as Fields['purpose'] })}
          allowDeselect={false}
          {...common('purpose')}
        />
        <DateInput
          label="Should go by"
          description="A reminder for people: evaluation ignores it"
          placeholder="No date"
          clearable={denied === null}
          clearButtonProps={{ 'aria-label': 'No date' }}
          valueFormat="YYYY-MM-DD"
          value={fields.expires_on}
          onChange={(expires_on) => edit({ expires_on: expires_on || null })}
          {...common('expires_on')}
        />
        <Switch
          label="Visible to client keys"
          description="Browsers and apps get this flag’s answers. They never get rules, segments or user ids."
          checked={fields.client_visible}
          onChange={(event) => edit({ client_visible: event.currentTarget.checked })}
          disabled={denied !== null}
          error={errorAt(errors, 'client_visible')}
        />
      </Stack>
    </Step>
  );
}
