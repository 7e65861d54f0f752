using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;

namespace FeatureFlag.Application.Demo;

/// <summary>A flag of the demo in one environment, and how it was changed after it had been made.</summary>
internal sealed record DemoFlag(CreateFlag Flag, IReadOnlyList<FlagFields> Edits);

/// <summary>An imaginary web shop: each flag teaches one thing, which its description says.</summary>
internal static class DemoContent
{
    public const string Developer = "dana@example.com";

    public const string Development = "development";

    public const string CheckoutButton = "checkout-button";
    public const string ShippingHint = "free-shipping-hint";
    public const string SearchRanking = "search-ranking";
    public const string Recommendations = "product-recommendations";

    private const string Staging = "staging";
    private const string Production = "production";

    public static readonly IReadOnlyList<(string Email, string Name, Role Role)> Users =
    [
        (Developer, "Dana Developer", Role.Developer), ("vera@example.com", "Vera Viewer", Role.Viewer),
    ];

    public static readonly IReadOnlyList<string> Environments = [Development, Staging, Production];

    /// <summary>Those that the imaginary shop's code asks for; about the old ones nobody asks any more.</summary>
    public static readonly IReadOnlyList<string> AskedFlags =
    [
        "payments-kill-switch", "new-checkout", CheckoutButton, "search-settings", "upload-limit-mb", "spring-offer", "beta-dashboard", "express-delivery",
        "support-chat", ShippingHint, SearchRanking, Recommendations,
    ];

    /// <summary>In the order in which they look into each other.</summary>
    public static IEnumerable<CreateSegment> Segments(string environment) =>
    [
        new()
        {
            Key = "beta-testers", EnvironmentKey = environment, Name = "Beta testers",
            Description = "Single users by their ids, and everybody with the attribute beta. Whoever is excluded is out, whatever else holds.",
            Included = new(["alice", "bob", "carol"]),
            Excluded = new(["mallory"]),
            When = Is("beta", "equals", JsonToken.True),
        },
        new()
        {
            Key = "internal-staff", EnvironmentKey = environment, Name = "Our own people",
            Description = "A condition alone: the address ends with ours, in whatever case, or the request comes from the office network.",
            When = Any(Ends("email", "@example.com"), Is("ip", "in_cidr", "10.0.0.0/8")),
        },
        new()
        {
            Key = "early-adopters", EnvironmentKey = environment, Name = "Early adopters",
            Description = "Segments in a segment: beta testers and our own people together. Where it is used, GET /segments/{key}/usage tells.",
            When = InSegment("beta-testers", "internal-staff"),
        },
    ];

    /// <summary>In the order in which they look into each other.</summary>
    public static IEnumerable<DemoFlag> Flags(string environment) =>
        All(environment).Select(flag => flag with { Flag = flag.Flag with { EnvironmentKey = environment } });

    private static IEnumerable<DemoFlag> All(string environment) =>
    [
        Flag(
            new()
            {
                Key = "payments-kill-switch", Name = "Payments: take orders", FlagType = "boolean", IsEnabled = true, Purpose = "operational", Tags = new(["payments", "ops"]), Owner = "payments",
                Description = "A kill switch: on for everybody, and off at once for everybody when the payment provider fails. Its history shows that it was needed once.",
            },
            environment == Production ? [new() { IsEnabled = false }, new() { IsEnabled = true }] : []),
        Flag(
            new()
            {
                Key = "new-checkout", Name = "New checkout", FlagType = "percentage", IsEnabled = true, ClientVisible = true, Tags = new(["checkout"]), Owner = "checkout",
                RolloutPercentage = environment switch { Development => 100, Staging => 50, _ => 5 },
                Description = "A gradual rollout: everybody in development, a quarter of the users in production. Raising it takes nobody out who was in.",
            },
            environment == Production ? [new() { RolloutPercentage = 10 }, new() { RolloutPercentage = 25 }] : []),
        Flag(new()
        {
            Key = CheckoutButton, Name = "Checkout button: wording", FlagType = "multivariate", ValueType = "string", IsEnabled = true, ClientVisible = true, Purpose = "experiment",
            Tags = new(["checkout", "experiment"]), Owner = "growth", OffVariant = "control",
            Variants = new([new("control", JsonToken.Of("Buy"), 34_000), new("friendly", JsonToken.Of("Get it now"), 33_000), new("urgent", JsonToken.Of("Only today"), 33_000)]),
            Description = "Texts instead of on and off, split three ways by weights: the same user gets the same one every time. Off means the control.",
        }),
        Flag(new()
        {
            Key = ShippingHint, Name = "Free shipping: hint on every page", FlagType = "boolean", IsEnabled = true, ClientVisible = true, Purpose = "experiment",
            Tags = new(["marketing", "experiment"]), Owner = "growth", DefaultServe = Serve.Always("off"),
            Description = "On and off as the arms of an experiment, which ended without a difference in development: the default stays off.",
        }),
        Flag(new()
        {
            Key = SearchRanking, Name = "Search: order of results", FlagType = "multivariate", ValueType = "string", IsEnabled = true, Purpose = "experiment",
            Tags = new(["search", "experiment"]), Owner = "search", OffVariant = "words", DefaultServe = Serve.Always("words"),
            Variants = new([new("words", JsonToken.Of("words")), new("meaning", JsonToken.Of("meaning"))]),
            Description = "An experiment whose exposures are not split as its weights say: in development its results show what is done then.",
        }),
        Flag(new()
        {
            Key = Recommendations, Name = "Recommended products", FlagType = "boolean", IsEnabled = true, ClientVisible = true, Purpose = "experiment",
            Tags = new(["checkout", "experiment"]), Owner = "growth", DefaultServe = Serve.Always("off"),
            Description = "A running experiment, in one layer with that of the checkout button: no user is in both.",
        }),
        Flag(new()
        {
            Key = "search-settings", Name = "Search: settings", FlagType = "multivariate", ValueType = "object", IsEnabled = true, Purpose = "operational", Tags = new(["search", "config"]), Owner = "search",
            OffVariant = "cautious", DefaultServe = Serve.Always(environment == Production ? "cautious" : "generous"),
            Variants = new([
                new("cautious", new("""{"max_results":20,"fuzzy":false,"boost":{"title":2}}""")),
                new("generous", new("""{"max_results":100,"fuzzy":true,"boost":{"title":2,"tags":1.5}}""")),
            ]),
            Description = "Configuration without a release: the value is a JSON object, another one per environment.",
        }),
        Flag(new()
        {
            Key = "upload-limit-mb", Name = "Upload limit (MB)", FlagType = "multivariate", ValueType = "number", IsEnabled = true, Purpose = "permission", Tags = new(["plans"]), Owner = "platform",
            OffVariant = "small", DefaultServe = Serve.Always("small"),
            Variants = new([new("small", new("10")), new("medium", new("100")), new("large", new("1000"))]),
            Rules = new([Rule("team", "Team plan", Is("plan", "equals", "team"), "medium"), Rule("enterprise", "Enterprise plan", Is("plan", "equals", "enterprise"), "large")]),
            Description = "Numbers by plan: the first rule that matches decides, everybody else gets the default.",
        }),
        Flag(new()
        {
            Key = "spring-offer", Name = "Spring offer", FlagType = "boolean", IsEnabled = true, ClientVisible = true, Tags = new(["marketing"]), Owner = "growth", DefaultServe = Serve.Always("off"),
            Rules = new([
                Rule(
                    "eligible",
                    "Paying customers of three countries with a current app, until the offer ends",
                    Every(
                        Is("plan", "in", "pro", "team"),
                        Any(Is("country", "in", "NL", "BE"), Every(Is("country", "equals", "DE"), Is("app_version", "semver_gte", "2.4.0"))),
                        Is("$now", "before", "2099-06-01"),
                        new() { None = [Is("signed_up", "before", "2024-01-01")] }),
                    "on"),
            ]),
            Description = "Nested conditions: all, any and none, over lists, versions and dates. Explain it for a user to see which part matched.",
        }),
        Flag(new()
        {
            Key = "beta-dashboard", Name = "Beta dashboard", FlagType = "boolean", IsEnabled = true, ClientVisible = true, Tags = new(["beta"]), Owner = "platform", DefaultServe = Serve.Always("off"),
            Rules = new([
                Rule("early", "Early adopters", InSegment("early-adopters"), "on"),
                new() { Id = "some", Name = "One in ten of the rest", When = new() { All = [] }, Serve = Serve.Split(new("on", 10_000), new("off", 90_000)) },
            ]),
            Description = "Segments: who is meant is kept in one place. The second rule is a split, for whoever the first one does not match.",
        }),
        Flag(new()
        {
            Key = "express-delivery", Name = "Express delivery", FlagType = "boolean", IsEnabled = true, ClientVisible = true, Tags = new(["checkout"]), Owner = "logistics",
            Prerequisites = new([new("new-checkout", ["on"])]),
            Description = "A prerequisite: only for those who have the new checkout. While that one is off, so is this, and it cannot be deleted.",
        }),
        Flag(new()
        {
            Key = "support-chat", Name = "Support chat", FlagType = "boolean", IsEnabled = true, Tags = new(["support"]), Owner = "support", DefaultServe = Serve.Always("off"),
            Targets = new([new("on", ["alice", "dave"]), new("off", ["mallory"])]),
            Rules = new([Rule("staff", "Our own people", InSegment("internal-staff"), "on")]),
            Description = "Individual users: named ones get a variant before any rule is asked.",
        }),
        Flag(new()
        {
            Key = "team-inbox", Name = "Team inbox", FlagType = "percentage", IsEnabled = true, RolloutPercentage = environment == Production ? 12.5m : 100, BucketBy = "company.id",
            Tags = new(["teams"]), Owner = "platform",
            Description = "Bucketing by an attribute: all users of one company are in, or none of them.",
        }),
        Flag(
            new()
            {
                Key = "legacy-search", Name = "Old search", FlagType = "boolean", IsEnabled = true, Tags = new(["search", "cleanup"]), Owner = "search", ExpiresOn = new(new DateOnly(2026, 3, 31)),
                Description = "A flag that has outlived its day: it should have been removed by then. The date is a reminder, evaluation ignores it.",
            },
            environment == Development ? [new() { IsEnabled = false }] : []),
        Flag(
            new()
            {
                Key = "old-homepage", Name = "Old home page", FlagType = "boolean", IsEnabled = true, Tags = new(["cleanup"]), Owner = "growth",
                Description = "An archived flag: out of use, out of the lists, with its history, and everybody gets the off variant.",
            },
            [new() { IsEnabled = false }, new() { IsArchived = true }]),
    ];

    private static DemoFlag Flag(CreateFlag flag, params IReadOnlyList<FlagFields> edits) => new(flag, edits);

    private static TargetingRule Rule(string id, string name, Condition when, string variant) =>
        new() { Id = id, Name = name, When = when, Serve = Serve.Always(variant) };

    private static Condition Every(params IReadOnlyList<Condition> conditions) => new() { All = conditions };

    private static Condition Any(params IReadOnlyList<Condition> conditions) => new() { Any = conditions };

    private static Condition InSegment(params IReadOnlyList<string> keys) => new() { Operator = "in_segment", Values = Tokens(keys) };

    private static Condition Ends(string attribute, string text) => Is(attribute, "ends_with", text) with { IgnoreCase = true };

    private static Condition Is(string attribute, string @operator, params IReadOnlyList<string> values) =>
        new() { Attribute = attribute, Operator = @operator, Values = Tokens(values) };

    private static Condition Is(string attribute, string @operator, JsonToken value) =>
        new() { Attribute = attribute, Operator = @operator, Values = [value] };

    private static IReadOnlyList<JsonToken> Tokens(IEnumerable<string> texts) => [.. texts.Select(text => JsonToken.Of(text))];
}
