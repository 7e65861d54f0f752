import { When } from '@/components/When';
import { useUser } from '@/session/user';
import { Facts } from './Facts';
import { Section } from './Section';

export function Profile() {
  const user = useUser();
  return (
    <Section title="You">
      <Facts
        facts={[
          ['Name', user.name],
          ['E-mail address', user.email],
          ['Role', user.role === 'admin' ? user.role : `${user.role}; an admin can change it`],
          ['Registered', <When key="registered" time={user.created_at} />],
        ]}
      />
    </Section>
  );
}
