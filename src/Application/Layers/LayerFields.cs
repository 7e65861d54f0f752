using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FluentValidation;

namespace FeatureFlag.Application.Layers;

/// <summary>The fields of a layer that people write. Those that a body does not name keep their value.</summary>
public record LayerFields
{
    /// <summary>1 to 200 characters, for people.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>At most 4000 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>What is hashed: "user_id" or the name of an attribute. Fixed while an experiment owns buckets.</summary>
    public Optional<string> BucketBy { get; init; }

    /// <summary>1 to 120 characters, at first the key with ".layer". Fixed while an experiment owns buckets.</summary>
    public Optional<string> Salt { get; init; }

    /// <summary>The layer with the named fields replaced, its version as it was. Only after validation.</summary>
    internal Layer ApplyTo(Layer layer) => layer with
    {
        Name = Name.Or(layer.Name),
        Description = Description.Or(layer.Description) ?? "",
        BucketBy = BucketBy.Or(layer.BucketBy),
        Salt = Salt.Or(layer.Salt),
    };
}

internal sealed class LayerFieldsValidator : AbstractValidator<LayerFields>
{
    public LayerFieldsValidator()
    {
        RuleFor(l => l.Name).WhenNamed(name => name.Line(1, Flag.NameMaxLength));
        RuleFor(l => l.Description).WhenNamed(text => text.Paragraph(Flag.DescriptionMaxLength));
        RuleFor(l => l.BucketBy).WhenNamed(name => name.Must(FlagCheck.IsBucketBy).WithMessage(FlagCheck.BucketByRule));
        RuleFor(l => l.Salt).WhenNamed(salt => salt.Line(1, Layer.SaltMaxLength));
    }
}
