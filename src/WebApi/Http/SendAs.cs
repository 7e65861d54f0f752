using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using MediatR;

namespace FeatureFlag.WebApi.Http;

/// <summary>For what no person's request asks for by itself: commands of the executable, and requests that are made of others.</summary>
internal sealed class SendAs(IServiceScopeFactory scopes) : ISendAs
{
    public async Task<Result<T>> SendAsync<T>(Actor actor, IRequest<Result<T>> request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }
}
