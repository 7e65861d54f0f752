using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Targeting;

public sealed class SegmentTests
{
    private static readonly DateTimeOffset Later = A.Moment.AddHours(1);

    private static readonly Segment Before = A.Segment() with
    {
        Description = "Who asked for it", Included = ["ann", "bob"], Excluded = ["eve"], When = new() { All = [] }, Version = 4,
    };

    private static readonly TestCaseData<Segment, string>[] OneFieldEach =
    [
        new(Before with { Name = "Renamed" }, """{"name":{"old":"The segment beta-testers","new":"Renamed"}}"""),
        new(Before with { Description = "" }, """{"description":{"old":"Who asked for it","new":""}}"""),
        new(Before with { Included = ["zoe", "bob"] }, """{"included":{"old":{"count":2,"removed":["ann"]},"new":{"count":2,"added":["zoe"]}}}"""),
        new(Before with { Excluded = [] }, """{"excluded":{"old":{"count":1,"removed":["eve"]},"new":{"count":0,"added":[]}}}"""),
        new(Before with { When = null }, """{"when":{"old":{"all":[]},"new":null}}"""),
    ];

    [TestCaseSource(nameof(OneFieldEach))]
    public void Tells_of_a_change_what_differs(Segment changed, string expected) =>
        Assert.That(Before.ChangeTo(changed).Fields.ToJsonString(), Is.EqualTo(expected));

    [Test]
    public void Tells_of_a_deletion_everybody_who_was_in() =>
        Assert.That(Change.Deleted(Before).Fields["included"]!.ToJsonString(), Is.EqualTo("""{"old":["ann","bob"],"new":null}"""));

    [Test]
    public void Tells_of_one_more_among_very_many_only_that_one()
    {
        var many = A.Segment() with { Included = Ids(Segment.MaxIds - 1) };

        var change = many.ChangeTo(many with { Included = [.. many.Included, "new"] });

        Assert.That(change.Fields.ToJsonString(), Is.EqualTo("""{"included":{"old":{"count":99999,"removed":[]},"new":{"count":100000,"added":["new"]}}}"""));
    }

    [Test]
    public void Is_one_version_on_when_it_is_changed()
    {
        var after = Before.Update(Before with { Name = "Renamed" }, Later);

        Assert.That((after.Name, after.Version, after.UpdatedAt), Is.EqualTo(("Renamed", 5L, Later)));
    }

    [Test]
    public void Is_itself_when_nothing_differs() =>
        Assert.That(Before.Update(Before with { When = new() { All = [] } }, Later), Is.SameAs(Before));

    [Test]
    public void Is_itself_when_only_the_order_of_ids_differs() =>
        Assert.That(Before.Update(Before with { Included = ["bob", "ann"] }, Later), Is.SameAs(Before));

    [TestCase("x")]
    [TestCase(" ")]
    [TestCase("Ann\n")]
    [TestCase("🚀")]
    public void Takes_any_text_as_an_id(string id) => Assert.That(Problems(A.Segment() with { Included = [id] }), Is.Empty);

    [TestCase("")]
    [TestCase("a\0b")]
    [TestCase(null)]
    public void Refuses_what_no_context_could_hold(string? id) =>
        Assert.That(Problems(A.Segment() with { Excluded = ["fine", id!] }), Is.EqualTo(new[] { "excluded[1]: must be 1 to 512 characters, without NUL and broken Unicode." }));

    [Test]
    public void Refuses_half_a_character() =>
        Assert.That(Problems(A.Segment() with { Included = [new('\ud83d', 1)] }), Has.Length.EqualTo(1));

    [TestCase(512, 0)]
    [TestCase(513, 1)]
    public void Limits_the_length_of_an_id(int length, int problems) =>
        Assert.That(Problems(A.Segment() with { Included = [new('x', length)] }), Has.Length.EqualTo(problems));

    [Test]
    public void Refuses_an_id_that_stands_twice_in_a_list() => Assert.That(
        Problems(A.Segment() with { Included = ["ann", "bob", "ann"] }),
        Is.EqualTo(new[] { "included[2]: stands at included[0] already. Send each id once." }));

    [TestCase("ann", "Ann")]
    [TestCase("\u00e9", "e\u0301")]
    public void Takes_ids_that_only_look_alike(string one, string other) =>
        Assert.That(Problems(A.Segment() with { Included = [one, other] }), Is.Empty);

    [Test]
    public void Takes_an_id_that_is_included_and_excluded() =>
        Assert.That(Problems(A.Segment() with { Included = ["ann"], Excluded = ["ann"] }), Is.Empty);

    [TestCase(60_000, 0)]
    [TestCase(60_001, 1)]
    public void Limits_both_lists_together(int included, int problems) =>
        Assert.That(Problems(A.Segment() with { Included = Ids(included), Excluded = Ids(40_000) }), Has.Length.EqualTo(problems));

    [Test]
    public void Says_where_a_condition_is_wrong() => Assert.That(
        (A.Segment() with { When = new() { Attribute = "country", Operator = "no-such" } }).Check().ByPath().Keys, Has.All.StartsWith("when"));

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => $"user-{i}")];

    private static string[] Problems(Segment segment) => [.. segment.Check().ByPath().Select(problem => $"{problem.Key}: {problem.Value[0]}")];
}
