using System.Globalization;
using FeatureFlag.Domain.Evaluation.Operators;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>Turns what people wrote into what is evaluated, or says what is wrong with it and where.</summary>
internal sealed class ConditionCompiler
{
    private readonly string _salt;
    private readonly Problems _problems;
    private readonly RegexBudget _regexes;
    private int _leaves;
    private bool _isGood = true;

    private ConditionCompiler(string salt, Problems problems, RegexBudget? regexes) =>
        (_salt, _problems, _regexes) = (salt, problems, RegexBudget.OfCondition(regexes));

    /// <param name="condition">As written.</param>
    /// <param name="path">Where it stands, such as <c>rules[0].when</c>.</param>
    /// <param name="salt">Of the flag or, in a segment, the segment's key: for <c>within_percentage</c>.</param>
    /// <param name="problems">Receives what is wrong; then the returned condition matches nobody.</param>
    /// <param name="regexes">What is left for the patterns of the whole flag; null: it is the only condition.</param>
    public static CompiledCondition Compile(Condition condition, string path, string salt, Problems problems, RegexBudget? regexes = null)
    {
        var compiler = new ConditionCompiler(salt, problems, regexes);
        var compiled = compiler.Node(condition, path, depth: 1);
        if (compiler._leaves > Condition.MaxLeaves)
        {
            compiler.Refuse(path, string.Create(
                CultureInfo.InvariantCulture, $"holds {compiler._leaves} comparisons; {Condition.MaxLeaves} are allowed."));
        }

        return compiler._isGood ? compiled : AnyOf.Nothing;
    }

    private CompiledCondition Node(Condition? condition, string path, int depth)
    {
        if (condition is null)
        {
            return Refuse(path, "must be a condition, not null.");
        }

        if (depth > Condition.MaxDepth)
        {
            return Refuse(path, $"lies too deep: {Condition.MaxDepth} levels are allowed.");
        }

        return condition switch
        {
            { All: { } all, Any: null, None: null } => Group(condition, all, path, "all", depth, children => new AllOf(children)),
            { All: null, Any: { } any, None: null } => Group(condition, any, path, "any", depth, children => new AnyOf(children)),
            { All: null, Any: null, None: { } none } => Group(condition, none, path, "none", depth, children => new NoneOf(children)),
            { All: null, Any: null, None: null } when IsLeaf(condition) => Leaf(condition, path) ?? (CompiledCondition)AnyOf.Nothing,
            _ => Refuse(path, "must hold exactly one of \"all\", \"any\" and \"none\", or else an operator."),
        };
    }

    private static bool IsLeaf(Condition condition) =>
        condition is not { Attribute: null, Operator: null, Values: null, IgnoreCase: null };

    private CompiledCondition Group(
        Condition condition,
        IReadOnlyList<Condition> children,
        string path,
        string name,
        int depth,
        Func<CompiledCondition[], CompiledCondition> make)
    {
        RefuseBeside(name, condition.Attribute, $"{path}.attribute");
        RefuseBeside(name, condition.Operator, $"{path}.operator");
        RefuseBeside(name, condition.Values, $"{path}.values");
        RefuseBeside(name, condition.IgnoreCase, $"{path}.ignore_case");
        var compiled = new CompiledCondition[children.Count];
        for (var i = 0; i < compiled.Length; i++)
        {
            compiled[i] = Node(children[i], string.Create(CultureInfo.InvariantCulture, $"{path}.{name}[{i}]"), depth + 1);
        }

        return compiled.Length == 1 && name != "none" ? compiled[0] : make(compiled);
    }

    private CompiledCondition? Leaf(Condition leaf, string path) =>
        ++_leaves > Condition.MaxLeaves ? null : new LeafCompiler(leaf, path, _salt, Add, _regexes).Compile();

    private void RefuseBeside(string group, object? field, string path)
    {
        if (field is not null)
        {
            Add(path, $"cannot stand beside \"{group}\": put it into a condition of its own.");
        }
    }

    private AnyOf Refuse(string path, string message)
    {
        Add(path, message);
        return AnyOf.Nothing;
    }

    private void Add(string path, string message)
    {
        _isGood = false;
        _problems.Add(path, message);
    }
}
