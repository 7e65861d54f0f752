using FeatureFlag.Domain;
using FluentValidation;

namespace FeatureFlag.Application;

/// <summary>Validation of text that people write, with the wording of the API's error messages.</summary>
internal static class TextRules
{
    /// <summary>Reports the rule's failures under this name; "" reports them under the parent's.</summary>
    public static IRuleBuilderInitial<T, TProperty> Named<T, TProperty>(this IRuleBuilderInitial<T, TProperty> rule, string name) =>
        rule.Configure(configured => configured.PropertyName = name);

    /// <summary>Fails with what the function says is wrong; null is right.</summary>
    public static void Refuse<T>(this IRuleBuilder<T, string?> rule, Func<string?, string?> problem) => rule.Custom((text, context) =>
    {
        if (problem(text) is { } message)
        {
            context.AddFailure(message);
        }
    });

    public static void Line<T>(this IRuleBuilder<T, string?> rule, int minLength, int maxLength) => rule.Refuse(text => text switch
    {
        null => "is required.",
        _ when text.Trim().Length < minLength || text.Length > maxLength => $"must be {minLength} to {maxLength} characters, not only spaces.",
        _ when !Text.IsLine(text) => Text.LineRule,
        _ => null,
    });

    public static void Paragraph<T>(this IRuleBuilder<T, string?> rule, int maxLength) => rule.Refuse(text => text switch
    {
        null => null,
        { Length: var length } when length > maxLength => $"must be at most {maxLength} characters.",
        _ when !Text.IsParagraph(text) => Text.ParagraphRule,
        _ => null,
    });
}
