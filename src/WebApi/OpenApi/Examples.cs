using System.Collections.Frozen;
using System.Text.Json.Nodes;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.Application.Layers;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Application.Segments;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.WebApi.Audit;
using FeatureFlag.WebApi.Auth;
using FeatureFlag.WebApi.Demo;
using FeatureFlag.WebApi.Environments;
using FeatureFlag.WebApi.Evaluation;
using FeatureFlag.WebApi.Experiments;
using FeatureFlag.WebApi.Events;
using FeatureFlag.WebApi.Flags;
using FeatureFlag.WebApi.Health;
using FeatureFlag.WebApi.Holdouts;
using FeatureFlag.WebApi.Http;
using FeatureFlag.WebApi.Layers;
using FeatureFlag.WebApi.Metrics;
using FeatureFlag.WebApi.SdkKeys;
using FeatureFlag.WebApi.Segments;

namespace FeatureFlag.WebApi.OpenApi;

/// <summary>One example of each body. A test checks that the requests among them are accepted.</summary>
internal static class Examples
{
    private const string When = """{"all":[{"attribute":"plan","operator":"in","values":["team","pro"]}]}""";

    private const string Rule = $$$"""{"id":"beta","name":"Beta testers","when":{{{When}}},"serve":{"variant":"on"}}""";

    private const string Flag = $$"""
        {"id":"0198c0de-7000-7000-8000-000000000001","key":"new-checkout","name":"New checkout","description":"The one-page checkout.",
         "environment_id":"0198c0de-7000-7000-8000-000000000003","environment_key":"production","flag_type":"percentage","is_enabled":true,
         "rollout_percentage":12.5,"value_type":"boolean","variants":[{"key":"on","value":true},{"key":"off","value":false}],"off_variant":"off",
         "bucket_by":"user_id","salt":"new-checkout","targets":[{"variant":"on","user_ids":["alice"]}],
         "prerequisites":[{"flag_key":"new-payment","variants":[]}],
         "rules":[{{Rule}}],"default_serve":null,"experiment":null,"holdout":null,"client_visible":false,"tags":["checkout"],"owner":"payments","purpose":"release","expires_on":"2026-12-31",
         "is_archived":false,"version":3,"created_at":"2026-11-01T09:00:00.000Z","updated_at":"2026-11-02T10:30:00.000Z"}
        """;

    private const string User = """
        {"id":"0198c0de-7000-7000-8000-000000000002","email":"ann@example.com","name":"Ann","role":"developer","is_active":true,"created_at":"2026-11-01T09:00:00.000Z"}
        """;

    private const string OfrepFlag = """
        {"key":"new-checkout","value":true,"reason":"SPLIT","variant":"on","metadata":{"flagSetId":"production","version":3}}
        """;

    private const string Experiment = $$"""
        {"id":"0198c0de-7000-7000-8000-000000000006","key":"checkout-button","environment_id":"0198c0de-7000-7000-8000-000000000003",
         "environment_key":"production","flag_key":"new-checkout","name":"Checkout button","hypothesis":"One page loses fewer buyers than three.",
         "description":"","status":"running","arms":[{"variant":"off","weight":50000},{"variant":"on","weight":50000}],"control":"off",
         "traffic_percentage":50,"when":{{When}},"salt":null,"layer":"checkout","holdout":null,"dimensions":["country"],
         "metrics":[{"metric":"purchase","role":"goal","margin":null},{"metric":"refunds","role":"guardrail","margin":0.05}],"mode":"hybrid",
         "alpha":0.05,"correction":"holm","planned_units":20000,"planned_end":null,"multi_exposed":"exclude","prior_sd":null,
         "runs":[{"number":1,"started_at":"2026-11-02T10:30:00.000Z","ended_at":null,
          "arms":[{"variant":"off","weight":50000},{"variant":"on","weight":50000}],"control":"off","traffic_percentage":50,"when":{{When}},
          "salt":"checkout-button-1","layer":"checkout","layer_ranges":[{"start":0,"end":5000}],"holdout":null}],
         "verdict":{"recommendation":"keep_running","variant":null,"results_at":"2026-11-05T12:00:00.000Z"},"shipped_variant":null,"conclusion":"",
         "version":2,"created_at":"2026-11-01T09:00:00.000Z","updated_at":"2026-11-02T10:30:00.000Z"}
        """;

    private static readonly FrozenDictionary<Type, string> Texts = new Dictionary<Type, string>
    {
        [typeof(Registration)] = """{"email":"ann@example.com","password":"correct horse battery","name":"Ann"}""",
        [typeof(EventBodyItem)] = """
            {"type":"metric","id":"0198c0de-7000-7000-8000-000000000010","ts":"2026-11-20T12:00:00.000Z","unit":"alice","event":"purchase","value":19.9,
             "attributes":{"currency":"EUR"}}
            """,
        [typeof(EventsResponse)] = """
            {"accepted":98,"duplicates":1,"rejected":1,"errors":[{"line":7,"detail":"unit is required for a metric event."}]}
            """,
        [typeof(EventErrorResponse)] = """{"line":7,"detail":"unit is required for a metric event."}""",
        [typeof(Credentials)] = """{"email":"ann@example.com","password":"correct horse battery"}""",
        [typeof(PasswordChange)] = """{"current_password":"correct horse battery","new_password":"a longer horse battery"}""",
        [typeof(TokenResponse)] = $$"""{"access_token":"eyJhbGciOi…","token_type":"bearer","user":{{User}}}""",
        [typeof(UserResponse)] = User,
        [typeof(RoleRequest)] = """{"role":"developer"}""",
        [typeof(ActivityRequest)] = """{"is_active":false}""",
        [typeof(CreateEnvironment)] = """{"key":"qa","name":"QA","description":"For the testers.","is_protected":false}""",
        [typeof(EnvironmentFields)] = """{"name":"Quality assurance","is_protected":true}""",
        [typeof(EnvironmentResponse)] = """
            {"id":"0198c0de-7000-7000-8000-000000000003","key":"production","name":"Production","description":"","is_protected":true,"version":17,
             "created_at":"2026-11-01T09:00:00.000Z"}
            """,
        [typeof(CreateFlag)] = """
            {"key":"new-checkout","name":"New checkout","environment_key":"development","flag_type":"percentage","is_enabled":true,
             "rollout_percentage":12.5,"tags":["checkout"]}
            """,
        [typeof(FlagFields)] = $$"""{"rollout_percentage":50,"is_enabled":true,"rules":[{{Rule}}]}""",
        [typeof(TargetingRule)] = Rule,
        [typeof(Condition)] = When,
        [typeof(Serve)] = """{"rollout":[{"variant":"on","weight":12500},{"variant":"off","weight":87500}]}""",
        [typeof(Dependant)] = """{"type":"flag","key":"new-checkout","name":"New checkout"}""",
        [typeof(FlagResponse)] = Flag,
        [typeof(FlagOverviewResponse)] = """
            {"key":"new-checkout","name":"New checkout","description":"The one-page checkout.","flag_type":"percentage","value_type":"boolean","tags":["checkout"],
             "owner":"payments","purpose":"release","expires_on":"2026-12-31","is_archived":false,"updated_at":"2026-11-02T10:30:00.000Z",
             "environments":[{"environment_key":"production","id":"0198c0de-7000-7000-8000-000000000001","version":3,"is_enabled":true,"is_archived":false,
              "rollout_percentage":12.5,"rule_count":1,"target_count":1,"serves":null,"default_split":false,"experiment":null,
              "holdout":null,"last_evaluated_at":"2026-11-02T10:30:00.000Z","stale_reasons":[],"updated_at":"2026-11-02T10:30:00.000Z"}]}
            """,
        [typeof(FlagExperimentResponse)] = """
            {"key":"checkout-test","arms":[{"variant":"on","weight":50000},{"variant":"off","weight":50000}],"traffic_percentage":20,"layer":null}
            """,
        [typeof(FlagExposuresResponse)] = """
            {"flag_key":"new-checkout","environment_key":"production","from":"2026-11-01T00:00:00.000Z","to":"2026-11-02T12:00:00.000Z","interval":"day",
             "last_evaluated_at":"2026-11-02T10:30:00.000Z","stale_reasons":[],
             "totals":[{"variant":"on","single":120,"bulk":15},{"variant":"off","single":880,"bulk":85}],
             "series":[{"at":"2026-11-01T00:00:00.000Z","variants":[{"variant":"on","single":120,"bulk":15},{"variant":"off","single":880,"bulk":85}]},
              {"at":"2026-11-02T00:00:00.000Z","variants":[{"variant":"on","single":0,"bulk":0},{"variant":"off","single":0,"bulk":0}]}]}
            """,
        [typeof(SdkKeyRequest)] = """{"name":"Web shop","kind":"client","plain_bulk":false}""",
        [typeof(SdkKeyRotation)] = """{"overlap_seconds":3600}""",
        [typeof(SdkKeyResponse)] = """
            {"id":"0198c0de-7000-7000-8000-000000000005","name":"Web shop","kind":"client","hint":"x4Qk","plain_bulk":false,"expires_at":null,
             "last_used_at":"2026-11-02T10:30:00.000Z","created_at":"2026-11-01T09:00:00.000Z"}
            """,
        [typeof(NewSdkKeyResponse)] = """
            {"id":"0198c0de-7000-7000-8000-000000000005","name":"Web shop","kind":"client","secret":"ffc_…x4Qk","hint":"x4Qk","plain_bulk":false,
             "expires_at":null,"created_at":"2026-11-01T09:00:00.000Z"}
            """,
        [typeof(PromotionRequest)] = """{"from":"staging","to":"production","dry_run":true}""",
        [typeof(PromotionResponse)] = $$$"""{"applied":true,"changes":{"rollout_percentage":{"old":5,"new":12.5}},"flag":{{{Flag}}}}""",
        [typeof(FlagComparisonResponse)] = $$$"""
            {"key":"new-checkout","environments":[{"flag":{{{Flag}}},"environment_key":"production"},{"flag":null,"environment_key":"qa"}],
             "differences":{"rollout_percentage":{"staging":50,"production":12.5} } }
            """,
        [typeof(CreateSegment)] = $$"""
            {"key":"beta-testers","name":"Beta testers","environment_key":"development","included":["alice","bob"],"excluded":["eve"],"when":{{When}}}
            """,
        [typeof(SegmentFields)] = """{"included":["alice","bob","carol"],"when":null}""",
        [typeof(SegmentResponse)] = $$"""
            {"id":"0198c0de-7000-7000-8000-000000000005","key":"beta-testers","name":"Beta testers","description":"","environment_id":"0198c0de-7000-7000-8000-000000000003",
             "environment_key":"production","included":["alice","bob"],"excluded":["eve"],"when":{{When}},"version":1,"created_at":"2026-11-01T09:00:00.000Z",
             "updated_at":"2026-11-01T09:00:00.000Z"}
            """,
        [typeof(SegmentSummaryResponse)] = """
            {"id":"0198c0de-7000-7000-8000-000000000005","key":"beta-testers","name":"Beta testers","description":"","environment_id":"0198c0de-7000-7000-8000-000000000003",
             "environment_key":"production","included_count":2,"excluded_count":1,"has_when":true,"version":1,"created_at":"2026-11-01T09:00:00.000Z",
             "updated_at":"2026-11-01T09:00:00.000Z"}
            """,
        [typeof(CreateMetricDefinition)] = """
            {"key":"purchase","name":"Purchase","environment_key":"development","kind":"proportion","events":{"event":"order_placed"},
             "window":{"kind":"conversion","hours":72}}
            """,
        [typeof(MetricDefinitionFields)] = """{"description":"Paid orders only.","events":{"event":"order_placed","filters":[{"attribute":"paid","operator":"equals","values":[true]}]}}""",
        [typeof(MetricDefinitionResponse)] = """
            {"id":"0198c0de-7000-7000-8000-000000000007","key":"revenue","name":"Revenue","description":"","environment_id":"0198c0de-7000-7000-8000-000000000003",
             "environment_key":"production","kind":"sum","events":{"event":"order_placed","aggregate":"sum","filters":[]},"denominator":null,"quantile":null,
             "direction":"increase","window":{"kind":"conversion","hours":72,"delay_hours":0,"mature_only":false},
             "cap":{"percentile":0.999,"value":null,"ignore_zeros":true},"cuped_days":14,"minimum_effect":0.05,"margin":null,"version":1,
             "created_at":"2026-11-01T09:00:00.000Z","updated_at":"2026-11-01T09:00:00.000Z"}
            """,
        [typeof(CreateLayer)] = """{"key":"checkout","name":"Checkout","environment_key":"development"}""",
        [typeof(LayerFields)] = """{"name":"Checkout page","description":"One experiment at a time for each buyer."}""",
        [typeof(LayerResponse)] = """
            {"id":"0198c0de-7000-7000-8000-000000000008","key":"checkout","name":"Checkout","description":"","environment_id":"0198c0de-7000-7000-8000-000000000003",
             "environment_key":"production","bucket_by":"user_id","salt":"checkout.layer",
             "owners":[{"experiment_key":"checkout-button","experiment_name":"Checkout button","percentage":50,"ranges":[{"start":0,"end":5000}]}],
             "free_percentage":50,"free_ranges":[{"start":5000,"end":10000}],"version":1,"created_at":"2026-11-01T09:00:00.000Z",
             "updated_at":"2026-11-01T09:00:00.000Z"}
            """,
        [typeof(CreateHoldout)] = """{"key":"this-quarter","name":"This quarter","environment_key":"development","percentage":5,"flags":[]}""",
        [typeof(HoldoutFields)] = """{"name":"First quarter","flags":[]}""",
        [typeof(HoldoutResponse)] = """
            {"id":"0198c0de-7000-7000-8000-000000000009","key":"this-quarter","name":"This quarter","description":"",
             "environment_id":"0198c0de-7000-7000-8000-000000000003","environment_key":"production","percentage":5,"bucket_by":"user_id",
             "salt":"this-quarter.holdout","flags":["new-checkout"],"experiments":[],"version":2,"created_at":"2026-11-01T09:00:00.000Z",
             "updated_at":"2026-11-01T09:00:00.000Z"}
            """,
        [typeof(CreateExperiment)] = """
            {"key":"checkout-button","name":"Checkout button","environment_key":"development","flag_key":"new-checkout",
             "hypothesis":"One page loses fewer buyers than three.","arms":[{"variant":"off","weight":50000},{"variant":"on","weight":50000}],"control":"off",
             "metrics":[{"metric":"purchase","role":"goal"},{"metric":"refunds","role":"guardrail","margin":0.05}],"planned_units":20000}
            """,
        [typeof(ExperimentFields)] = """{"traffic_percentage":100,"conclusion":"So far so good."}""",
        [typeof(StopRequest)] = """{"conclusion":"One page it is.","ship_variant":"on"}""",
        [typeof(ExperimentResponse)] = Experiment,
        [typeof(EvaluationRequest)] = """{"environment_key":"production","user_id":"alice","attributes":{"country":"NL"}}""",
        [typeof(EvaluationResponse)] = """
            {"enabled":true,"flag_key":"new-checkout","reason":"User bucket 8216 is within 50% rollout","cached":true,"variant":"on","value":true,
             "reason_code":"SPLIT","bucket":8216,"flag_version":3}
            """,
        [typeof(ExplanationRequest)] = """{"environment_key":"production","user_id":"alice","attributes":{"country":"NL"},"draft":{"is_enabled":true,"rollout_percentage":20}}""",
        [typeof(ExplanationResponse)] = """
            {"evaluation":{"enabled":true,"flag_key":"new-checkout","reason":"User bucket 8216 is within 50% rollout","cached":true,"variant":"on","value":true,
             "reason_code":"SPLIT","bucket":8216,"flag_version":3},
             "trace":{"decided_by":"default","off_variant":"off","prerequisites":[],
              "rules":[{"id":"pro","name":"Pro plan","matched":false,"decides":false,
               "when":{"matched":false,"attribute":"plan","operator":"equals","values":["pro"],"note":"The context has no such attribute."},"serve":{"variant":"on"}}],
              "default":{"variant":"on","rollout":{"bucket_by":"user_id","hashed":"new-checkout:alice","bucket":8216,
               "ranges":[{"variant":"on","from":0,"to":49999},{"variant":"off","from":50000,"to":99999}]}}}}
            """,
        [typeof(OfrepRequest)] = """{"context":{"targetingKey":"alice","country":"NL"}}""",
        [typeof(OfrepEvaluation)] = OfrepFlag,
        [typeof(OfrepBulkEvaluation)] = $$"""
            {"flags":[{{OfrepFlag}}],"metadata":{"flagSetId":"production"},
             "eventStreams":[{"type":"sse","url":"https://flags.example.com/ofrep/v1/streams?token=…"}]}
            """,
        [typeof(OfrepFailure)] = """
            {"key":"new-checkout","errorCode":"TARGETING_KEY_MISSING","errorDetails":"This flag splits by targetingKey or by an attribute, and the context has none to go by. Send it.",
             "metadata":{}}
            """,
        [typeof(DemoResponse)] = """
            {"users":[{"email":"dana@example.com","role":"developer","password":"k7m2…"}],
             "added":[{"type":"flag","key":"new-checkout","environment_key":"production"}],
             "existing":[{"type":"segment","key":"beta-testers","environment_key":"production"}],"failed":[]}
            """,
        [typeof(AuditEntryResponse)] = """
            {"id":"0198c0de-7000-7000-8000-000000000004","entity_type":"flag","entity_id":"0198c0de-7000-7000-8000-000000000001",
             "entity_key":"new-checkout","action":"update","user_id":"0198c0de-7000-7000-8000-000000000002","user_email":"ann@example.com",
             "environment_key":"production","changes":{"rollout_percentage":{"old":12.5,"new":50}},"created_at":"2026-11-02T10:30:00.000Z"}
            """,
        [typeof(PlanExperiment)] = """
            {"kind":"proportion","baseline":0.12,"mde":0.05,"alpha":0.05,"power":0.8,"arms":2,"mode":"hybrid","daily_units":4000,"traffic_percentage":100}
            """,
        [typeof(ComputationProgress)] = """{"state":"running","done":3,"total":22,"step":"As of 2026-11-04","finished_at":null,"error":null}""",
        [typeof(EventName)] = """{"name":"purchase","first_at":"2026-11-01T09:00:00.000Z","last_at":"2026-11-02T10:30:00.000Z"}""",
        [typeof(HealthResponse)] = """{"status":"healthy"}""",
        [typeof(ReadinessResponse)] = """{"status":"ready","store":"reachable","cache":"reachable","snapshot_age_seconds":0.4}""",
        [typeof(Problem)] = """
            {"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"rollout_percentage: must be a number from 0 to 100 with at most 3 decimals.",
             "errors":{"rollout_percentage":["must be a number from 0 to 100 with at most 3 decimals."]},"request_id":"4bf92f3577b34da6a3ce929d0e0e4736"}
            """,
    }.ToFrozenDictionary();

    public static JsonNode? Of(Type type) => Texts.TryGetValue(type, out var text) ? JsonNode.Parse(text) : null;
}
