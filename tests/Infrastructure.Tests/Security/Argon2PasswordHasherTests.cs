using System.Diagnostics;
using System.Text;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Domain;
using FeatureFlag.Infrastructure.Security;
using Isopoh.Cryptography.Argon2;

namespace FeatureFlag.Infrastructure.Tests.Security;

[NonParallelizable]
internal sealed class Argon2PasswordHasherTests
{
    private const string Password = " Pässwörd with 🚀 and spaces ";

    private readonly Argon2PasswordHasher _hasher = new();
    private string _hash = null!;

    [OneTimeSetUp]
    public async Task Hash() => _hash = (await _hasher.HashAsync(Password, default)).Value;

    [OneTimeTearDown]
    public void Dispose() => _hasher.Dispose();

    [Test]
    public void Says_how_the_hash_was_made() => Assert.That(_hash, Does.StartWith("$argon2id$v=19$m=19456,t=2,p=1$"));

    [Test]
    public async Task Salts_each_hash_anew() => Assert.That((await _hasher.HashAsync(Password, default)).Value, Is.Not.EqualTo(_hash));

    [TestCase(Password, PasswordVerdict.Right)]
    [TestCase("Pässwörd with 🚀 and spaces", PasswordVerdict.Wrong)]
    [TestCase(" pässwörd with 🚀 and spaces ", PasswordVerdict.Wrong)]
    [TestCase("", PasswordVerdict.Wrong)]
    public async Task Takes_the_password_exactly(string password, PasswordVerdict verdict) =>
        Assert.That((await _hasher.VerifyAsync(password, _hash, default)).Value, Is.EqualTo(verdict));

    [Test]
    public async Task No_password_is_right_for_no_account() =>
        Assert.That((await _hasher.VerifyAsync(Password, null, default)).Value, Is.EqualTo(PasswordVerdict.Wrong));

    [TestCase(8192, 2, 1)]
    [TestCase(19456, 1, 1)]
    public async Task Knows_a_hash_that_is_weaker_than_todays(int memory, int passes, int lanes)
    {
        var weak = Argon2.Hash(new Argon2Config
        {
            Type = Argon2Type.HybridAddressing, MemoryCost = memory, TimeCost = passes, Lanes = lanes,
            Password = Encoding.UTF8.GetBytes(Password), Salt = new byte[16],
        });

        Assert.That((await _hasher.VerifyAsync(Password, weak, default)).Value, Is.EqualTo(PasswordVerdict.RightButOutdated));
    }

    [Test]
    public async Task No_account_takes_as_long_as_a_wrong_password()
    {
        await MedianAsync(null);
        var (wrong, nobody) = (await MedianAsync(_hash), await MedianAsync(null));

        Assert.That(nobody / wrong, Is.InRange(0.33, 3.0));
    }

    [Test]
    public async Task Refuses_a_crowd_instead_of_queueing_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => _hasher.VerifyAsync(Password, _hash, default)));

        Assert.That(answers.Count(answer => answer.Error?.Kind == ErrorKind.TooManyRequests), Is.InRange(30, 58));
    }

    [Test]
    public async Task Tells_the_crowd_when_to_come_again()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => _hasher.VerifyAsync(Password, _hash, default)));

        Assert.That(answers.Where(answer => !answer.IsOk).Select(answer => answer.Error!.RetryAfter), Is.All.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task Whoever_leaves_the_queue_frees_a_place()
    {
        using var leaving = new CancellationTokenSource();
        var queue = Enumerable.Range(0, 40).Select(_ => _hasher.VerifyAsync(Password, _hash, leaving.Token)).ToList();
        await leaving.CancelAsync();
        await Assert.ThatAsync(() => Task.WhenAll(queue), Throws.InstanceOf<OperationCanceledException>());

        Assert.That((await _hasher.VerifyAsync(Password, _hash, default)).IsOk, Is.True);
    }

    private async Task<double> MedianAsync(string? hash)
    {
        var times = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            await _hasher.VerifyAsync("wrong", hash, default);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times.Order().ElementAt(2);
    }
}
