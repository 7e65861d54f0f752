using System.Text.Json;
using FeatureFlag.Domain;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Pipeline;

/// <summary>Runs the request's validators, once, before its handler; failures come back per field, in the names of the API.</summary>
public sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var fields = validators
            .SelectMany(validator => validator.Validate(request).Errors)
            .GroupBy(failure => ApiName(failure.PropertyName), failure => failure.ErrorMessage)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);
        return fields.Count == 0 ? await next() : TResponse.Fail(Error.Invalid(fields));
    }

    private static string ApiName(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
}
