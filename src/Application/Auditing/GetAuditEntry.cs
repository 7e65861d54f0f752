using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Auditing;

/// <summary>One entry of the history.</summary>
public sealed record GetAuditEntry(Guid Id) : IRequest<Result<AuditEntry>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetAuditEntryHandler(IAuditLog audit) : IRequestHandler<GetAuditEntry, Result<AuditEntry>>
{
    public async Task<Result<AuditEntry>> Handle(GetAuditEntry request, CancellationToken cancellationToken) =>
        await audit.FindAsync(request.Id, cancellationToken) is { } entry
            ? entry
            : Error.NotFound("There is no such entry. GET /audit lists them.");
}
