using FeatureFlag.Domain;
using FeatureFlag.Infrastructure.Security;

namespace FeatureFlag.Infrastructure.Tests.Security;

internal sealed class AttemptLimiterTests
{
    private AttemptLimiter _limiter = null!;

    [SetUp]
    public void Create() => _limiter = new(new AttemptLimits
    {
        LoginFailuresPerMinutePerAccount = 3, LoginFailuresPerMinutePerAddress = 5, RegistrationsPerMinutePerAddress = 2,
    });

    [TearDown]
    public void Dispose() => _limiter.Dispose();

    [Test]
    public void Lets_everybody_in_at_first() => Assert.That(_limiter.CheckLogin("ann", "10.0.0.1"), Is.Null);

    [Test]
    public void Lets_in_after_fewer_failures_than_the_limit()
    {
        Fail(2, "ann", "10.0.0.1");

        Assert.That(_limiter.CheckLogin("ann", "10.0.0.1"), Is.Null);
    }

    [Test]
    public void Stops_an_account_at_its_limit_wherever_the_failures_come_from()
    {
        Fail(1, "ann", "10.0.0.1");
        Fail(1, "ann", "10.0.0.2");
        Fail(1, "ann", "10.0.0.3");

        Assert.That(_limiter.CheckLogin("ann", "10.0.0.4")?.Kind, Is.EqualTo(ErrorKind.TooManyRequests));
    }

    [Test]
    public void Says_when_to_come_again()
    {
        Fail(3, "ann", "10.0.0.1");

        Assert.That(_limiter.CheckLogin("ann", "10.0.0.1")?.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public void Leaves_other_accounts_alone()
    {
        Fail(3, "ann", "10.0.0.1");

        Assert.That(_limiter.CheckLogin("bob", "10.0.0.2"), Is.Null);
    }

    [Test]
    public void Stops_an_address_at_its_limit_whatever_the_accounts()
    {
        for (var i = 0; i < 5; i++)
        {
            Fail(1, $"account-{i}", "10.0.0.1");
        }

        Assert.That(_limiter.CheckLogin("another", "10.0.0.1")?.Kind, Is.EqualTo(ErrorKind.TooManyRequests));
    }

    [Test]
    public void Does_not_count_checks()
    {
        for (var i = 0; i < 100; i++)
        {
            _limiter.CheckLogin("ann", "10.0.0.1");
        }

        Assert.That(_limiter.CheckLogin("ann", "10.0.0.1"), Is.Null);
    }

    [Test]
    public void Counts_registrations_of_an_address()
    {
        var answers = Enumerable.Range(0, 3).Select(_ => _limiter.CountRegistration("10.0.0.1")?.Kind).ToList();

        Assert.That(answers, Is.EqualTo(new ErrorKind?[] { null, null, ErrorKind.TooManyRequests }));
    }

    private void Fail(int times, string account, string address)
    {
        for (var i = 0; i < times; i++)
        {
            _limiter.LoginFailed(account, address);
        }
    }
}
