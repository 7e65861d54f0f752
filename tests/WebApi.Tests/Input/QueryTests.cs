using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Input;

internal sealed class QueryTests
{
    private static readonly string[] Lists = ["/flags", "/environments", "/auth/users", "/audit", "/audit/flag/some"];

    [TestCaseSource(nameof(EachListWithWrongPage))]
    public async Task Of_a_page_that_cannot_be_is_refused(string list, string query, string field) =>
        ProblemAssert.IsProblem(await GetAsync($"{list}?{query}"), 422, field);

    [TestCase("/flags?archived=maybe", "archived")]
    [TestCase("/flags?flag_type=multi", "flag_type")]
    [TestCase("/flags?q=%00", "q")]
    [TestCase("/flags?tag=%07", "tag")]
    [TestCase("/audit?action=peek", "action")]
    [TestCase("/audit?entity_type=flags", "entity_type")]
    [TestCase("/audit?entity_key=some", "entity_type")]
    [TestCase("/audit?entity_type=flag&entity_key=%00", "entity_key")]
    [TestCase("/audit?from=yesterday", "from")]
    [TestCase("/audit?to=2026-13-01T00:00:00Z", "to")]
    [TestCase("/audit?actor=%00", "actor")]
    [TestCase("/environments/none?force=perhaps", "force")]
    public async Task Of_a_filter_that_cannot_be_is_refused(string target, string field)
    {
        var method = target.Contains("force", StringComparison.Ordinal) ? "DELETE" : "GET";

        ProblemAssert.IsProblem(await (await SharedServer.App.As(Caller.Admin)).CallAsync(method, target), 422, field);
    }

    [TestCase("/flags/x")]
    [TestCase("/evaluate/x")]
    [TestCase("/evaluate/x?environment_key=")]
    public async Task Without_an_environment_says_so(string target) => ProblemAssert.IsProblem(await GetAsync(target), 422, "environment_key");

    [TestCase("/flags?q=a&q=b")]
    [TestCase("/flags?q=a&Q=b")]
    [TestCase("/flags/x?environment_key=a&environment_key=a")]
    [TestCase("/evaluate/x?environment_key=a&environment_key=b")]
    [TestCase("/evaluate/x?environment_key=a&user_id=b&user_id=c")]
    [TestCase("/health?x=1&x=2")]
    public async Task That_names_a_parameter_twice_is_refused(string target) => ProblemAssert.IsProblem(await GetAsync(target), 400);

    [TestCase("user_id=%ff")]
    [TestCase("user_id=%ed%a0%80")]
    [TestCase("user_id=%c0%af")]
    public async Task That_is_no_UTF_8_is_refused_by_evaluation(string query) =>
        ProblemAssert.IsProblem(await GetAsync($"/evaluate/x?environment_key=production&{query}"), 400);

    [TestCase("user_id=")]
    [TestCase("user_id=%00")]
    [TestCase("user_id=a%00b")]
    public async Task With_an_id_that_cannot_be_is_refused_by_evaluation(string query) =>
        ProblemAssert.IsProblem(await GetAsync($"/evaluate/x?environment_key=production&{query}"), 422, "user_id");

    [TestCase(512, 200)]
    [TestCase(513, 422)]
    public async Task Takes_ids_of_up_to_512_characters(int length, int status) =>
        Assert.That((await GetAsync($"/evaluate/x?environment_key=production&user_id={new string('x', length)}")).Status, Is.EqualTo(status));

    [TestCase("/flags?q='+OR+1%3D1+--")]
    [TestCase("/flags?q=%25")]
    [TestCase("/flags?q=_&tag=%22%5D")]
    [TestCase("/audit?actor='%3B+DROP+TABLE+users%3B--")]
    [TestCase("/audit/flag/'%20OR%20'1'%3D'1")]
    [TestCase("/audit?environment_key=x'+UNION+SELECT+1+--")]
    public async Task Is_data_and_never_SQL(string target)
    {
        var answer = await GetAsync(target);

        Assert.That((answer.Status, answer.Body), Is.EqualTo((200, "[]")));
    }

    private static IEnumerable<TestCaseData> EachListWithWrongPage() =>
        from list in Lists
        from page in new[]
        {
            "limit=0", "limit=-1", "limit=201", "limit=abc", "limit=1e9", "limit=99999999999999999999", "limit=1.5",
            "cursor=!!!", "cursor=abc", "cursor=eA", "cursor=%00", "cursor=" + "QQ".PadRight(3000, 'Q'),
        }
        select new TestCaseData(list, page, page.Split('=')[0]);

    private static async Task<Answer> GetAsync(string target) => await (await SharedServer.App.As(Caller.Admin)).CallAsync("GET", target);
}
