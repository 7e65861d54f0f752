using FeatureFlag.Application.Environments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Pipeline;

/// <summary>
/// The one place that decides who may do what: the request's role first, then the protection of the environment it
/// changes, which <see cref="AuditBehavior{TRequest, TResponse}"/> asks about again when it holds it. A request that says neither is refused, so
/// that nobody can forget it.
/// </summary>
public sealed class AuthorizationBehavior<TRequest, TResponse>(
    ICurrentActor current, ChangeScope scope, IEnvironmentRepository environments) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var refusal = request switch
        {
            IPublic => null,
            IRequireRole guarded => await RefusalAsync(guarded, cancellationToken),
            _ => throw new InvalidOperationException($"{typeof(TRequest).Name} does not say who may send it."),
        };
        return refusal is null ? await next() : TResponse.Fail(refusal);
    }

    private async Task<Error?> RefusalAsync(IRequireRole request, CancellationToken cancellationToken)
    {
        if (current.Actor is not { } actor)
        {
            return Error.Unauthenticated("Sign in first: POST /auth/login, then send the token as \"Authorization: Bearer …\".");
        }

        if (actor.Role < request.RequiredRole)
        {
            return Error.Forbidden($"This needs the role {request.RequiredRole.Name()}; yours is {actor.Role.Name()}. An admin can change it.");
        }

        return request is IChangeEnvironment change ? await RefusalAsync(change, actor, cancellationToken) : null;
    }

    private async Task<Error?> RefusalAsync(IChangeEnvironment change, Actor actor, CancellationToken cancellationToken)
    {
        if (change.Environment is { Id: null, Key: null, Experiment: null })
        {
            return Error.Invalid("environment_key", "is required: say which environment is meant.");
        }

        var resolved = await environments.ResolveAsync(change.Environment, cancellationToken);
        if (!resolved.IsOk)
        {
            return resolved.Error;
        }

        scope.Environment = resolved.Value;
        return EnvironmentErrors.Refusal(resolved.Value, actor);
    }
}
