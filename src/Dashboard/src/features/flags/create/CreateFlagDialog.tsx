import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { sayDone } from '@/components/toasts';
import { useReturnFocus } from '@/components/useReturnFocus';
import type { Place } from '../places';
import { CreateFlagForm } from './CreateFlagForm';

/** What is typed is lost only by its own buttons or Escape, not by a click beside it. */
export function CreateFlagDialog({ places, onClose }: { places: Place[]; onClose: () => void }) {
  useReturnFocus();
  const navigate = useNavigate();
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false;
  return (
    <Modal
      opened
      onClose={onClose}
      title="Create a flag"
      size="lg"
      fullScreen={isNarrow}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CreateFlagForm
        places={places}
        onCancel={onClose}
        onCreated={(key, environmentKey) => {
          sayDone(`${key} is created, and off. Switch it on when you are ready.`);
          void navigate({ to: '/flags/$key', params: { key }, search: { env: environmentKey } });
        }}
      />
    </Modal>
  );
}
