using System.Text;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;
using Isopoh.Cryptography.Argon2;

namespace FeatureFlag.Application.Tests.Accounts;

internal sealed class LoginTests() : OnDatabase(StoreKind.Sqlite)
{
    private const string Password = "correct horse battery";

    [OneTimeSetUp]
    public Task Register() => Store.SendAsAsync(null, new Register(new("Ann@Example.com", Password, "Ann"), "10.0.0.1"));

    [TestCase("Ann@Example.com")]
    [TestCase("ANN@EXAMPLE.COM")]
    public async Task Lets_in_with_the_right_password(string email) =>
        Assert.That((await LoginAsync(email, Password)).Value.User.Email, Is.EqualTo("Ann@Example.com"));

    [Test]
    public async Task Gives_a_token() => Assert.That((await LoginAsync("ann@example.com", Password)).Value.Token, Is.Not.Empty);

    [TestCase("ann@example.com", "correct horse battery ")]
    [TestCase("ann@example.com", "Correct horse battery")]
    [TestCase("nobody@example.com", Password)]
    [TestCase("no address", Password)]
    [TestCase("", "")]
    public async Task Refuses_all_else(string email, string password) =>
        Assert.That((await LoginAsync(email, password)).Error?.Kind, Is.EqualTo(ErrorKind.Unauthenticated));

    [Test]
    public async Task Says_the_same_of_a_wrong_password_an_unknown_and_a_disabled_account()
    {
        var user = (await Store.SendAsAsync(null, new Register(new("off@example.com", Password, "Off"), "10.0.0.1"))).Value.User;
        await Store.SendAsync(new ChangeUserActivity(user.Id, false));
        string?[] details =
        [
            (await LoginAsync("ann@example.com", "wrong password")).Error?.Detail,
            (await LoginAsync("nobody@example.com", Password)).Error?.Detail,
            (await LoginAsync("off@example.com", Password)).Error?.Detail,
        ];

        Assert.That(details.Distinct(), Has.Exactly(1).Items.And.None.Null);
    }

    [Test]
    public async Task Replaces_a_hash_that_is_weaker_than_todays()
    {
        var weak = await AddWithWeakHashAsync("weak@example.com");
        await LoginAsync(weak.Email, Password);

        Assert.That((await FindAsync(weak.Id)).PasswordHash, Does.StartWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    [Test]
    public async Task Keeps_a_weak_hash_when_the_password_was_wrong()
    {
        var weak = await AddWithWeakHashAsync("weak-wrong@example.com");
        await LoginAsync(weak.Email, "wrong password");

        Assert.That((await FindAsync(weak.Id)).PasswordHash, Is.EqualTo(weak.PasswordHash));
    }

    [Test]
    public async Task Leaves_no_entry_in_the_history_even_when_it_replaces_the_hash()
    {
        var weak = await AddWithWeakHashAsync("weak-silent@example.com");

        Assert.That(await Store.EntriesOfAsync(() => LoginAsync(weak.Email, Password)), Is.Zero);
    }

    [Test]
    public async Task Stops_guessing_at_one_account_from_many_addresses()
    {
        await Store.AddUserAsync("guessed@example.com");
        for (var i = 0; i < 10; i++)
        {
            await LoginAsync("guessed@example.com", "wrong password", $"10.1.0.{i}");
        }

        Assert.That((await LoginAsync("GUESSED@example.com", "wrong password", "10.1.1.1")).Error?.Kind, Is.EqualTo(ErrorKind.TooManyRequests));
    }

    private async Task<User> AddWithWeakHashAsync(string email)
    {
        var user = A.User(email) with
        {
            PasswordHash = Argon2.Hash(new Argon2Config
            {
                Type = Argon2Type.HybridAddressing, MemoryCost = 1024, TimeCost = 1, Lanes = 1,
                Password = Encoding.UTF8.GetBytes(Password), Salt = new byte[16],
            }),
        };
        await Store.WithAsync<IUserRepository, bool>(users => users.AddAsync(user, default));
        return user;
    }

    private async Task<User> FindAsync(Guid id) => (await Store.WithAsync<IUserRepository, User?>(users => users.FindAsync(id, default)))!;

    private Task<Result<AccessToken>> LoginAsync(string email, string password, string address = "10.0.0.1") =>
        Store.SendAsAsync(null, new Login(new(email, password), address));
}
