using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Flags;

/// <summary>By key, then environment key. Null fields do not filter.</summary>
public sealed record ListFlags(
    string? EnvironmentKey, string? Q, string? Tag, string? FlagType, bool? Archived, PageRequest Page)
    : IRequest<Result<Page<Flag>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ListFlagsValidator : AbstractValidator<ListFlags>
{
    public ListFlagsValidator()
    {
        RuleFor(l => l.FlagType).Must(type => type is null || FlagTypes.Parse(type) is not null).WithMessage(FlagTypes.Rule);
        RuleFor(l => l.Q).Paragraph(Flag.NameMaxLength);
        RuleFor(l => l.Tag).Paragraph(Flag.TagMaxLength);
    }
}

internal sealed class ListFlagsHandler(IFlagRepository flags, IEnvironmentRepository environments)
    : IRequestHandler<ListFlags, Result<Page<Flag>>>
{
    public async Task<Result<Page<Flag>>> Handle(ListFlags request, CancellationToken cancellationToken)
    {
        Guid? environmentId = null;
        if (request.EnvironmentKey is { } key)
        {
            var environment = await environments.ResolveAsync(EnvironmentReference.ByKey(key), cancellationToken);
            if (!environment.IsOk)
            {
                return environment.Error;
            }

            environmentId = environment.Value.Id;
        }

        var filter = new FlagFilter(environmentId, request.Q, request.Tag, FlagTypes.Parse(request.FlagType), request.Archived);
        var found = await flags.ListAsync(filter, request.Page, cancellationToken);
        return request.Page.Cut(found, flag => new(flag.Key, flag.EnvironmentKey));
    }
}
