using System.Globalization;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Auditing;

/// <summary>The history, newest first; things that are gone keep theirs.</summary>
public sealed record ListAudit(AuditFilter Filter, PageRequest Page) : IRequest<Result<Page<AuditEntry>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ListAuditValidator : AbstractValidator<ListAudit>
{
    public ListAuditValidator()
    {
        RuleFor(l => l.Filter.EntityType).Named("entity_type").Must(type => type is null || Change.EntityTypes.Contains(type))
            .WithMessage($"must be one of {string.Join(", ", Change.EntityTypes.Select(type => $"\"{type}\""))}.");
        RuleFor(l => l.Filter.EntityType).Named("entity_type").NotNull().When(l => l.Filter.EntityKey is not null)
            .WithMessage("is required with entity_key: a flag and a segment may have the same key.");
        RuleFor(l => l.Filter.Action).Named("action").Must(action => action is null or Change.Create or Change.Update or Change.Delete)
            .WithMessage("must be \"create\", \"update\" or \"delete\".");
        RuleFor(l => l.Filter.Actor).Named("actor").Paragraph(EmailAddress.MaxLength);
        RuleFor(l => l.Filter.EnvironmentKey).Named("environment_key").Paragraph(DeploymentEnvironment.KeyMaxLength);
        RuleFor(l => l.Filter.EntityKey).Named("entity_key").Paragraph(EmailAddress.MaxLength);
        RuleFor(l => l.Page).Named("cursor").Must(page => page.After is null || long.TryParse(page.After.First, CultureInfo.InvariantCulture, out _))
            .WithMessage(Position.Rule);
    }
}

internal sealed class ListAuditHandler(IAuditLog audit) : IRequestHandler<ListAudit, Result<Page<AuditEntry>>>
{
    public async Task<Result<Page<AuditEntry>>> Handle(ListAudit request, CancellationToken cancellationToken)
    {
        var found = await audit.ListAsync(request.Filter, request.Page, cancellationToken);
        var page = request.Page.Cut(found, recorded => new(recorded.Sequence.ToString(CultureInfo.InvariantCulture)));
        return new Page<AuditEntry>([.. page.Items.Select(recorded => recorded.Entry)], page.NextCursor);
    }
}
