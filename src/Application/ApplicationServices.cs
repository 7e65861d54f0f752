using FeatureFlag.Application.Evaluation;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Application.Targeting;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace FeatureFlag.Application;

public static class ApplicationServices
{
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.Scan(scan => scan.FromAssemblyOf<ChangeScope>()
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime());
        services.AddValidatorsFromAssemblyContaining<ChangeScope>(ServiceLifetime.Singleton, includeInternalTypes: true);

        // The order in which a request passes them.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorizationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuditBehavior<,>));
        services.AddScoped<ChangeScope>();
        services.AddScoped<FlagWriter>();
        services.AddScoped<DependencyWriter>();
        services.AddScoped<HoldoutLinks>();
        services.AddScoped<RunWriter>();

        services.AddScoped<AnalysedRuns>();
        services.AddScoped<ResultsComputation>();
        services.AddScoped<RefreshResults>();
        services.AddSingleton<ResultsQueue>();

        services.AddSingleton<SnapshotStore>();
        services.AddSingleton<SnapshotRefresher>();
        services.AddSingleton<ISnapshotPublisher>(provider => provider.GetRequiredService<SnapshotRefresher>());
        services.AddSingleton<EvaluationService>();
        services.AddSingleton<SdkKeyUsage>();
        services.AddSingleton<ExposureSink>();
        services.AddSingleton<FlagUsage>();
        services.AddSingleton<EventQueue>();
        return services;
    }
}
