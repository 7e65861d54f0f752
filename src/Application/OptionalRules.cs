using FeatureFlag.Domain;
using FluentValidation;

namespace FeatureFlag.Application;

/// <summary>Validation of <see cref="Optional{T}"/>: rules for the value that hold when the caller named the field.</summary>
internal static class OptionalRules
{
    public static void WhenNamed<T, TValue>(
        this IRuleBuilder<T, Optional<TValue>> rule, Action<IRuleBuilder<Optional<TValue>, TValue>> rules) =>
        rule.SetValidator(new OptionalValidator<TValue>(rules));

    private sealed class OptionalValidator<TValue> : AbstractValidator<Optional<TValue>>
    {
        public OptionalValidator(Action<IRuleBuilder<Optional<TValue>, TValue>> rules) =>
            When(optional => optional.IsNamed, () => rules(RuleFor(optional => optional.Value).Named("")));
    }
}
