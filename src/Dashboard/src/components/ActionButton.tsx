import { ActionIcon, type ActionIconProps, Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ComponentPropsWithoutRef, MouseEvent } from 'react';
import type { Denied } from '@/lib/permissions';

interface Deniable {
  /** Why it cannot be used; null or absent: it can. Shown on hover and focus, so the button stays reachable. */
  denied?: Denied;
}

function stop(event: MouseEvent): void {
  event.preventDefault();
}

export function ActionButton({ denied = null, onClick, ...props }: Deniable & ButtonProps & ComponentPropsWithoutRef<'button'>) {
  const button = (
    <Button
      {...props}
      onClick={denied === null ? onClick : stop}
      {...(denied === null ? {} : { 'data-disabled': true, 'aria-disabled': true })}
    />
  );
  return denied === null ? (
    button
  ) : (
    <Tooltip label={denied} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      {button}
    </Tooltip>
  );
}

/** A button of a picture alone; its label is its name, and its tooltip. */
export function IconAction({
  denied = null,
  label,
  onClick,
  ...props
}: Deniable & { label: string } & ActionIconProps & ComponentPropsWithoutRef<'button'>) {
  return (
    <Tooltip label={denied ?? label} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      <ActionIcon
        variant="subtle"
        color="gray"
        {...props}
        aria-label={label}
        onClick={denied === null ? onClick : stop}
        {...(denied === null ? {} : { 'data-disabled': true, 'aria-disabled': true })}
      />
    </Tooltip>
  );
}
