using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Evaluation.Flagd;

/// <summary>What a flag serves, in JSONLogic: prerequisites, holdout, targets, rules, experiment, default, in the order of <see cref="Evaluator"/>.</summary>
internal sealed class FlagLogic
{
    /// <summary>Levels of JSON that every provider reads are 64; of those the file has some itself.</summary>
    private const int MaxDepth = 58;

    private readonly CompiledFlag _flag = null!;
    private readonly FlagDefinition _definition = null!;
    private readonly FlagdLogic _others = null!;
    private readonly List<(JsonNode When, JsonNode Variant)> _steps = [];

    public FlagLogic(CompiledFlag flag, FlagdLogic others)
    {
        (_flag, _others) = (flag, others);
        _definition = JsonSerializer.Deserialize<FlagDefinition>(flag.Json.Span, DomainJson.Options)!;
        DefaultVariant = flag.Off.Key;
        CheckValues();
        if (!flag.IsOn || NeverMet())
        {
            // DISABLED would make providers serve what the caller has as its own default.
            Variant = Scope.Gaps.Count == 0 ? Logic.Text(flag.Off.Key) : null;
        }
        else if (!flag.IsValid)
        {
            Scope.Add("", "Its configuration cannot be understood by this version of the server.");
        }
        else
        {
            Walk();
        }
    }

    private FlagLogic() => Scope.Add("", "It refers to itself.");

    /// <summary>Stands for a flag that depends on itself.</summary>
    public static FlagLogic Circle => new();

    public LogicScope Scope { get; } = new();

    /// <summary>The key of the variant that it serves, always. Null: it cannot be said, and <see cref="Scope"/> has the gaps.</summary>
    public JsonNode? Variant { get; private set; }

    /// <summary>As flagd has it: what <see cref="Targeting"/> leaves open.</summary>
    public string DefaultVariant { get; private set; } = "";

    /// <summary>Null: everybody gets the default variant.</summary>
    public JsonNode? Targeting { get; private set; }

    private void Walk()
    {
        Prerequisites();
        Holdout();
        Targets();
        Rules();
        Experiment();
        var served = Serve(_flag.Default, _definition.DefaultServe is null ? "variants" : "default_serve");
        var variant = Chain(served);
        if (_others.Depth(variant) > MaxDepth)
        {
            Scope.Add("", "Together with the flags and segments that it depends on it is nested too deep for some providers.");
        }

        if (Scope.Gaps.Count > 0)
        {
            return;
        }

        Variant = variant;
        if (served is JsonValue everybody)
        {
            // What is left open is the default variant, for the reason DEFAULT, as here.
            DefaultVariant = everybody.GetValue<string>();
            Targeting = _steps.Count == 0 ? null : Chain(null);
        }
        else
        {
            Targeting = variant;
        }
    }

    private bool NeverMet() => _flag.Prerequisites.Any(prerequisite => _others.Find(prerequisite.FlagKey) is { IsOn: false });

    private void Prerequisites()
    {
        for (var i = 0; i < _flag.Prerequisites.Length; i++)
        {
            var prerequisite = _flag.Prerequisites[i];
            if (_others.Flag(prerequisite.FlagKey, Scope, At("prerequisites", i)) is { } served)
            {
                _steps.Add((Logic.Not(Logic.In(served, Met(prerequisite))), Logic.Text(_flag.Off.Key)));
            }
        }
    }

    private IEnumerable<string> Met(CompiledPrerequisite prerequisite)
    {
        var other = _others.Find(prerequisite.FlagKey)!;
        return prerequisite.Variants.Count > 0 ? prerequisite.Variants : other.Variants.Where(variant => variant != other.Off).Select(variant => variant.Key);
    }

    private void Holdout()
    {
        if (_definition.Holdout is { } holdout)
        {
            var share = holdout.Share.Weight;
            CheckHashing("holdout", holdout.Salt);
            _steps.Add((HasBucket(holdout.Salt, [("in", share), ("out", Bucketing.Buckets - share)]), Logic.Text(_flag.Off.Key)));
        }
    }

    /// <summary>Providers deal the same arms as here, but know of no experiment: exposures are for the caller to post.</summary>
    private void Experiment()
    {
        if (_definition.Experiment is not { } experiment)
        {
            return;
        }

        CheckHashing("experiment", experiment.Salt, experiment.EntrySalt);
        var parts = new List<(string Name, int Weight)>();
        var end = 0;
        foreach (var range in experiment.Admitted)
        {
            parts.AddRange([("out", range.Start - end), ("in", range.End - range.Start)]);
            end = range.End;
        }

        parts.Add(("out", Bucketing.Buckets - end));
        var when = experiment.When is { } condition ? new ConditionLogic(experiment.WhenSalt, Scope, _others).Of(condition, "experiment.when") : Logic.True;
        _steps.Add((Logic.All(HasBucket(experiment.EntrySalt, parts), when), Split(experiment.Salt, _flag.Experiment!.Arms)));
    }

    private static JsonNode HasBucket(string salt, IEnumerable<(string Name, int Weight)> parts)
    {
        var open = parts.Where(part => part.Weight > 0).ToList();
        return open.Count == 1
            ? open[0].Name == "in" ? Logic.HasUserId : Logic.False
            : Logic.All(Logic.HasUserId, Logic.Operation("===", Logic.Split(salt, open), Logic.Text("in")));
    }

    private static JsonNode Split(string salt, CompiledRollout rollout) =>
        rollout.Only is { } only ? Logic.Text(only.Key) : Logic.Split(salt, rollout.Ranges.Select(range => (range.Variant.Key, range.End - range.Start)));

    private void CheckHashing(string path, params string[] salts)
    {
        if (_definition.BucketBy != EvaluationContext.UserIdName)
        {
            Scope.Add("bucket_by", Gap.OnlyUserId);
        }

        if (!salts.All(salt => Ascii.IsValid(salt)))
        {
            Scope.Add($"{path}.salt", Gap.OnlyAscii);
        }
    }

    private void Targets()
    {
        foreach (var target in _definition.Targets.Where(target => target.UserIds.Count > 0))
        {
            _steps.Add((Logic.In(Logic.UserId, target.UserIds), Logic.Text(target.Variant)));
        }
    }

    private void Rules()
    {
        var conditions = new ConditionLogic(_definition.Salt, Scope, _others);
        for (var i = 0; i < _flag.Rules.Length; i++)
        {
            var path = At("rules", i);
            _steps.Add((conditions.Of(_definition.Rules[i].When, $"{path}.when"), Serve(_flag.Rules[i].Serve, $"{path}.serve")));
        }
    }

    /// <summary>Without a user id a split serves the off variant.</summary>
    private JsonNode Serve(CompiledServe serve, string path)
    {
        if ((serve.Fixed ?? serve.Rollout!.Only) is { } only)
        {
            return Logic.Text(only.Key);
        }

        if (_definition.BucketBy != EvaluationContext.UserIdName)
        {
            Scope.Add("bucket_by", Gap.OnlyUserId);
        }

        if (!Ascii.IsValid(_definition.Salt))
        {
            Scope.Add("salt", Gap.OnlyAscii);
        }

        var split = Logic.Split(_definition.Salt, serve.Rollout!.Ranges.Select(range => (range.Variant.Key, range.End - range.Start)));
        return Logic.Operation("if", Logic.HasUserId, split, Logic.Text(_flag.Off.Key));
    }

    private JsonNode Chain(JsonNode? otherwise)
    {
        var steps = _steps.Where(step => Logic.Known(step.When) != false).ToList();
        return steps.Count == 0 && otherwise is not null
            ? otherwise.DeepClone()
            : Logic.Operation("if", [.. steps.SelectMany(step => new[] { step.When.DeepClone(), step.Variant.DeepClone() }), otherwise?.DeepClone()]);
    }

    private void CheckValues()
    {
        for (var i = 0; i < _definition.Variants.Count; i++)
        {
            var value = _definition.Variants[i].Value;
            var isOfType = _definition.ValueType switch
            {
                FlagValueType.Boolean => value.Kind is JsonValueKind.True or JsonValueKind.False,
                FlagValueType.String => value.Kind == JsonValueKind.String,
                FlagValueType.Number => value.Kind == JsonValueKind.Number && Number.TryParse(value.Text, out _),
                _ => value.Kind == JsonValueKind.Object,
            };
            if (!isOfType)
            {
                Scope.Add(At("variants", i), $"The value must be of the flag's type, {_definition.ValueType.Name()}.");
            }
            else if (value.Kind == JsonValueKind.Object && HoldsReference(value))
            {
                Scope.Add(At("variants", i), "flagd would take the member \"$ref\" for a reference of its own.");
            }
        }
    }

    private static bool HoldsReference(JsonToken value)
    {
        using var document = JsonDocument.Parse(value.Text);
        return HoldsReference(document.RootElement);
    }

    private static bool HoldsReference(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => member.NameEquals(FlagdLogic.Ref) || HoldsReference(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HoldsReference),
        _ => false,
    };

    private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
}
