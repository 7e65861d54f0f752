using System.Collections.Frozen;
using System.Security.Cryptography;
using FeatureFlag.Domain;
using FluentValidation;

namespace FeatureFlag.Application.Accounts;

/// <summary>The rules for new passwords, checked before anything is hashed.</summary>
internal static class Passwords
{
    public const int MinLength = 8;
    public const int MaxLength = 100;

    // No characters that look alike: random passwords are typed off a screen.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int RandomLength = 20;

    // The head of the published lists of leaked passwords, those of 8 characters and more, in lower case.
    private static readonly FrozenSet<string> Common = """
        12345678 123456789 1234567890 12345678910 0123456789 0987654321 9876543210 87654321 987654321 11111111 111111111
        1111111111 00000000 0000000000 88888888 99999999 12341234 12344321 11223344 1122334455 123123123 12312312 147258369
        123654789 789456123 123456789a 123456abc 12345678a a12345678 a123456789 1234qwer qwer1234 qwerty12 qwerty123
        qwerty1234 qwertyui qwertyuiop 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 zaq12wsx zaq1zaq1 q1w2e3r4 q1w2e3r4t5 asdfasdf
        asdfghjk asdfghjkl asdf1234 zxcvbnm1 zxcvbnm123 password password1 password12 password123 password1234 password1!
        passw0rd p@ssw0rd p@ssword passwort kennwort motdepasse contraseña parola123 administrator admin123 admin1234
        admin12345 adminadmin root1234 rootroot letmein1 letmein123 welcome1 welcome123 changeme changeme1 changeme123
        default1 secret123 secretsecret test1234 testtest testtest1 test12345 testing123 guest123 user1234 iloveyou
        iloveyou1 iloveyou2 sunshine sunshine1 princess princess1 football football1 baseball baseball1 basketball superman
        superman1 batman123 pokemon1 starwars starwars1 whatever computer computer1 internet samsung1 michelle michael1
        jennifer jordan23 charlie1 danielle jessica1 jonathan victoria elizabeth alexander trustno1 mustang1 corvette
        mercedes ferrari1 liverpool liverpool1 chelsea1 arsenal1 barcelona manchester december november september
        butterfly chocolate cheese123 dragon123 monkey123 shadow123 master123 killer123 hunter123 freedom1 loveme123
        babygirl babygirl1 blink182 metallica slipknot nirvana1 abcd1234 abc12345 abcdefgh abcdefghi a1b2c3d4 aa123456
        asd12345 qweasdzxc qweqweqwe google123 facebook facebook1 myspace1 linkedin dropbox1 featureflag
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>To be shown once.</summary>
    public static string Random() => RandomNumberGenerator.GetString(Alphabet, RandomLength);

    /// <summary>For a password that is to be set. It is used exactly as given.</summary>
    public static void NewPassword<T>(this IRuleBuilder<T, string?> rule) => rule.Refuse(password => password switch
    {
        null => "is required.",
        { Length: < MinLength or > MaxLength } => $"must be {MinLength} to {MaxLength} characters.",
        _ when password.Contains('\0', StringComparison.Ordinal) || !Text.IsWellFormed(password) => "must not hold NUL or broken Unicode.",
        _ when Common.Contains(password.ToLowerInvariant()) => "is among the most common passwords. Choose one that is harder to guess.",
        _ => null,
    });
}
