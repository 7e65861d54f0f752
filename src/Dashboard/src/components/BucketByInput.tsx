import { Autocomplete, type AutocompleteProps } from '@mantine/core';

/** What units are told apart by. */
export function BucketByInput(props: AutocompleteProps) {
  return (
    <Autocomplete
      label="Bucket by"
      description="user_id, or an attribute such as account_id. Its flags must bucket by the same."
      data={['user_id']}
      autoCapitalize="off"
      autoComplete="off"
      spellCheck={false}
      {...props}
    />
  );
}
