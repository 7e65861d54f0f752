using System.Text.Json;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Evaluation.Explaining;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Evaluation;

/// <summary>Why a flag answers as it does; with a draft, as it would answer if that were saved. Saves nothing.</summary>
/// <param name="EnvironmentKey">Where.</param>
/// <param name="FlagKey">Which flag; with a draft it need not exist yet.</param>
/// <param name="Context">Who is asking.</param>
/// <param name="Draft">What an editor would change; null: nothing.</param>
public sealed record ExplainFlag(string EnvironmentKey, string FlagKey, EvaluationContext Context, FlagFields? Draft)
    : IRequest<Result<FlagExplanation>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

/// <param name="Result">What evaluation answers.</param>
/// <param name="Trace">Why.</param>
public sealed record FlagExplanation(EvaluationResult Result, Explanation Trace);

internal sealed class ExplainFlagValidator : AbstractValidator<ExplainFlag>
{
    public ExplainFlagValidator()
    {
        RuleFor(e => e.Context).Named("user_id").Must(context => context.UserId is null || EvaluationContext.IsUserId(context.UserId))
            .WithMessage(EvaluationContext.UserIdRule);
        RuleFor(e => e.Context).Named("attributes.user_id").Must(context => !context.HasTwoIds).WithMessage(EvaluationContext.TwoIdsRule);
        RuleFor(e => e.FlagKey).Must(Flag.IsKey).When(e => e.Draft is not null).WithMessage(Flag.KeyRule);
        RuleFor(e => e.Draft!).SetValidator(new FlagFieldsValidator()).When(e => e.Draft is not null);
    }
}

internal sealed class ExplainFlagHandler(SnapshotStore snapshots, IFlagRepository flags, TimeProvider time)
    : IRequestHandler<ExplainFlag, Result<FlagExplanation>>
{
    public async Task<Result<FlagExplanation>> Handle(ExplainFlag request, CancellationToken cancellationToken)
    {
        if (snapshots.Find(request.EnvironmentKey) is not { } snapshot)
        {
            return EnvironmentErrors.NotFound(request.EnvironmentKey);
        }

        var definition = request.Draft is null ? Published(snapshot, request.FlagKey) : await DraftAsync(snapshot, request, cancellationToken);
        return definition.IsOk ? Explain(snapshot, definition.Value, request.Context) : definition.Error;
    }

    private static Result<FlagDefinition> Published(EnvironmentSnapshot snapshot, string key) => snapshot.Find(key.AsSpan()) is { } flag
        ? JsonSerializer.Deserialize<FlagDefinition>(flag.Json.Span, DomainJson.Options)!
        : FlagErrors.NotFound(key, snapshot.EnvironmentKey);

    /// <summary>What is in the database, not in memory, is what the editor has before it.</summary>
    private async Task<Result<FlagDefinition>> DraftAsync(EnvironmentSnapshot snapshot, ExplainFlag request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stored = await flags.FindAsync(snapshot.EnvironmentId, request.FlagKey, cancellationToken)
            ?? new CreateFlag { Key = request.FlagKey }.ToFlag(snapshot.EnvironmentId, snapshot.EnvironmentKey, now);
        var draft = request.Draft!.ApplyTo(stored, now);
        var problems = FlagCheck.Check(draft).ByPath();
        return problems.Count == 0
            ? draft
            : Error.Invalid(problems.ToDictionary(problem => $"draft.{problem.Key}", problem => problem.Value, StringComparer.Ordinal));
    }

    private FlagExplanation Explain(EnvironmentSnapshot snapshot, FlagDefinition definition, in EvaluationContext context)
    {
        var trace = Explainer.Explain(snapshot, definition, context with { Now = time.GetUtcNow() }, out var result);
        return new(result, trace);
    }
}
