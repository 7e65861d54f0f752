using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.Application.Layers;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Demo;

/// <summary>What the imaginary web shop tries out and measures; who came and what they bought is in <see cref="DemoShop"/>.</summary>
internal static class DemoExperiments
{
    /// <summary>The environment that the dashboard shows first.</summary>
    public const string Environment = DemoContent.Development;

    /// <summary>How long people have come, and the experiments but one have run.</summary>
    public const int Days = 21;

    /// <summary>How far before their first visit people are known, at most; it is what CUPED looks at.</summary>
    public const int HistoryDays = 14;

    public const string Winner = "checkout-wording";
    public const string Flat = "free-shipping-hint";
    public const string Mismatched = "search-by-meaning";
    public const string Running = "recommended-products";

    public const string PageView = "page_view";
    public const string Order = "order_completed";
    public const string Items = "items_ordered";
    public const string CheckoutError = "checkout_error";

    public const string FlatConclusion =
        "No difference in any metric: the hint neither helps nor harms. We leave it out, as each element of a page has its price.";

    private const string Conversion = "conversion";
    private const string Revenue = "revenue-per-user";
    private const string ItemsPerOrder = "items-per-order";
    private const string PageViews = "page-views";
    private const string Retention = "day-7-retention";
    private const string Errors = "checkout-errors";
    private const string Layer = "purchase-path";
    private const string Holdout = "shop-holdout";
    private const string Simulated = " Simulated: the demo's traffic, not yours.";

    private const int RunningDays = 10;

    private static readonly MetricWindow Week = new() { Kind = MetricWindowKind.Conversion, Hours = 168 };

    public static IEnumerable<CreateMetricDefinition> Metrics { get; } =
    [
        new()
        {
            Key = Conversion, EnvironmentKey = Environment, Name = "Conversion", Kind = MetricKind.Proportion, Events = Of(Order), Window = Week, MinimumEffect = 0.1,
            Description = "A proportion: who orders within a week of the first exposure. A change of 10 % is worth finding.",
        },
        new()
        {
            Key = Revenue, EnvironmentKey = Environment, Name = "Revenue per user", Kind = MetricKind.Sum, Events = Of(Order), MinimumEffect = 0.1,
            Cap = new MetricCap { Percentile = 0.99 }, CupedDays = HistoryDays,
            Description = "A sum: the values of all orders, the largest hundredth of the users cut, and what was spent before the exposure taken out (CUPED).",
        },
        new()
        {
            Key = ItemsPerOrder, EnvironmentKey = Environment, Name = "Items per order", Kind = MetricKind.Ratio, Events = Of(Items),
            Denominator = Of(Order) with { Aggregate = EventAggregate.Count },
            Description = "A ratio: items over orders. Its error takes into account that one user orders several times.",
        },
        new()
        {
            Key = PageViews, EnvironmentKey = Environment, Name = "Page views", Kind = MetricKind.Count, Events = Of(PageView), CupedDays = HistoryDays,
            Description = "A count, with CUPED: who looked around much before does so after.",
        },
        new()
        {
            Key = Retention, EnvironmentKey = Environment, Name = "Back on day 7", Kind = MetricKind.Retention, Events = Of(PageView),
            Window = new MetricWindow { Kind = MetricWindowKind.Conversion, Hours = 24, DelayHours = 144, MatureOnly = true },
            Description = "Retention: a page view on the seventh day after the exposure; only of users whose seventh day is over.",
        },
        new()
        {
            Key = Errors, EnvironmentKey = Environment, Name = "Checkout errors", Kind = MetricKind.Count, Events = Of(CheckoutError), Direction = MetricDirection.Decrease, Margin = 0.15,
            Description = "A guardrail: less is better, and 15 % more is what would be tolerated at most.",
        },
    ];

    public static CreateLayer SharedLayer { get; } = new()
    {
        Key = Layer, EnvironmentKey = Environment, Name = "The way to the order",
        Description = "Experiments that could disturb each other share this layer: nobody is in two of them.",
    };

    public static CreateHoldout SharedHoldout { get; } = new()
    {
        Key = Holdout, EnvironmentKey = Environment, Name = "Kept out of everything new", Percentage = 5,
        Description = "5 % of the users get none of what is linked to it, so that all changes together can be measured against them.",
    };

    /// <summary>With the time before now at which each has started.</summary>
    public static IEnumerable<(CreateExperiment Experiment, TimeSpan Age)> All(DateTimeOffset now) =>
    [
        (new()
        {
            Key = Winner, EnvironmentKey = Environment, FlagKey = DemoContent.CheckoutButton, Name = "Wording of the checkout button",
            Hypothesis = "A friendly text on the button takes away the fear of the last step: more visitors order.",
            Description = "A winner: ready to be shipped." + Simulated,
            Arms = new([new("control", 34_000), new("friendly", 33_000), new("urgent", 33_000)]), Control = "control",
            TrafficPercentage = 60, Layer = Layer, Holdout = Holdout, Dimensions = new(DemoShop.Dimensions), PlannedUnits = 10_000,
            Metrics = new(Measured(Conversion, Revenue, ItemsPerOrder, Retention)),
        }, TimeSpan.FromDays(Days)),
        (new()
        {
            Key = Flat, EnvironmentKey = Environment, FlagKey = DemoContent.ShippingHint, Name = "Free shipping, said on every page",
            Hypothesis = "Who knows from the start that shipping is free orders more often.",
            Description = "No difference, and enough units to say so; stopped." + Simulated,
            Arms = new([new("off", 50_000), new("on", 50_000)]), Control = "off", Dimensions = new(DemoShop.Dimensions), PlannedUnits = 24_000,
            Metrics = new(Measured(Conversion, Revenue, PageViews)),
        }, TimeSpan.FromDays(Days)),
        (new()
        {
            Key = Mismatched, EnvironmentKey = Environment, FlagKey = DemoContent.SearchRanking, Name = "Search by meaning",
            Hypothesis = "Results that go by meaning instead of words are found faster, and bought more often.",
            Description = "A broken one: an old version of the mobile app loses exposures of one arm, so the verdict is withheld. Break it down by device." + Simulated,
            Arms = new([new("words", 50_000), new("meaning", 50_000)]), Control = "words", Dimensions = new(DemoShop.Dimensions), PlannedUnits = 15_000,
            Metrics = new(Measured(Conversion, Revenue, PageViews)),
        }, TimeSpan.FromDays(Days)),
        (new()
        {
            Key = Running, EnvironmentKey = Environment, FlagKey = DemoContent.Recommendations, Name = "Recommended products",
            Hypothesis = "Who is shown what goes with the basket puts more into it.",
            Description = "In the middle of its plan: keep it running." + Simulated,
            Arms = new([new("off", 50_000), new("on", 50_000)]), Control = "off",
            TrafficPercentage = 40, Layer = Layer, Holdout = Holdout, Dimensions = new(DemoShop.Dimensions),
            PlannedUnits = 12_000, PlannedEnd = now.AddDays(Days - RunningDays),
            Metrics = new(Measured(Revenue, Conversion, ItemsPerOrder)),
        }, TimeSpan.FromDays(RunningDays)),
    ];

    /// <summary>The first is the goal, the others inform, and errors are the guardrail.</summary>
    private static ExperimentMetric[] Measured(string goal, params IEnumerable<string> others) =>
    [
        new(goal, MetricRole.Goal),
        .. others.Select(metric => new ExperimentMetric(metric, MetricRole.Secondary)),
        new(Errors, MetricRole.Guardrail),
    ];

    private static EventSelection Of(string name) => new() { Event = name };
}
