import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { Dialog } from '@/components/Dialog';
import { sayDone } from '@/components/toasts';
import { useCreateFlag } from '../api/createFlag';
import type { Place } from '../places';
import { CreateFlagForm } from './CreateFlagForm';

/** What is typed is lost only by its own buttons or Escape, not by a click beside it. */
export function CreateFlagDialog({ places, onClose }: { places: Place[]; onClose: () => void }) {
  const navigate = useNavigate();
  const creation = useCreateFlag();
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false;
  return (
    <Dialog
      onClose={onClose}
      isBusy={creation.isPending}
      title="Create a flag"
      size="lg"
      fullScreen={isNarrow}
      closeOnClickOutside={false}
    >
      <CreateFlagForm
        places={places}
        creation={creation}
        onCancel={onClose}
        onCreated={(key, environmentKey) => {
          sayDone(`${key} is created, and off. Switch it on when you are ready.`);
          void navigate({ to: '/flags/$key', params: { key }, search: { env: environmentKey } });
        }}
      />
    </Dialog>
  );
}
