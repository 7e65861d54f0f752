using System.CommandLine;
using FeatureFlag.Application;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Demo;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Infrastructure;
using FeatureFlag.Infrastructure.Security;

namespace FeatureFlag.WebApi.Commands;

/// <summary>The commands of the executable. Exit codes: 0 done, 1 not done (the last line on stderr says why).</summary>
internal static class CommandLine
{
    /// <summary>After SIGTERM or Ctrl-C: longer than the server takes to finish the requests in progress.</summary>
    private static readonly TimeSpan StopPatience = WebApiServices.ShutdownPatience + TimeSpan.FromSeconds(2);

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("""
            Feature flags, roles and audit history in one process. Without a command: serves until stopped.
            Settings come from appsettings.json, environment variables (ConnectionStrings__Postgres=…) and options
            (--urls http://0.0.0.0:8000 --Cache:TtlSeconds=30); docs/configuration.md lists them.
            """)
        {
            Migrate(),
            MakeAdmin(),
            Demo(),
            Health(),
        };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((result, _) => Stray(result) is { } stray
            ? Task.FromResult(Fail($"There is no command \"{stray}\". --help lists the commands."))
            : GuardAsync(async () =>
            {
                await Server.RunAsync(args);
                return 0;
            }));
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopPatience });
    }

    private static Command Migrate()
    {
        var command = new Command("migrate", "Bring the database up to this version, then exit. The server does the same when it starts.");
        command.SetAction((result, cancellationToken) => WithServicesAsync(result, async services =>
        {
            var applied = await services.GetRequiredService<IMigrator>().MigrateAsync(cancellationToken);
            Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"Applied {applied.Count} migrations: {string.Join(", ", applied)}");
            return 0;
        }));
        return command;
    }

    private static Command MakeAdmin()
    {
        var email = new Argument<string>("email") { Description = "The address of an account that is registered already." };
        var command = new Command("make-admin", "Make an account an admin, and enable it.") { email };
        command.SetAction((result, cancellationToken) => WithServicesAsync(result, async services =>
        {
            await services.GetRequiredService<IMigrator>().MigrateAsync(cancellationToken);
            var admin = await Setup.SendAsync(services, new MakeAdmin(result.GetRequiredValue(email)), cancellationToken);
            if (!admin.IsOk)
            {
                return Fail(admin.Error.Detail);
            }

            Console.WriteLine($"{admin.Value.Email} is an admin now.");
            return 0;
        }));
        return command;
    }

    private static Command Demo()
    {
        var command = new Command("demo", "Add flags, experiments with simulated traffic, and accounts to learn from. What is there already is left alone.");
        command.SetAction((result, cancellationToken) => WithServicesAsync(result, async services =>
        {
            if (await Setup.PrepareAsync(services, cancellationToken) is { } admin)
            {
                Banner.WriteAdmin(Console.Out, admin);
            }

            var demo = await Setup.SendAsync(services, new CreateDemo(Progress: Console.WriteLine), cancellationToken);
            if (!demo.IsOk)
            {
                return Fail(demo.Error.Detail);
            }

            Banner.WriteDemo(Console.Out, demo.Value);
            return demo.Value.Failed.Count == 0 ? 0 : Fail($"{demo.Value.Failed.Count} things could not be made; they are listed above.");
        }));
        return command;
    }

    private static Command Health()
    {
        var url = new Argument<string?>("url")
        {
            Description = "Where the server listens, such as http://localhost:8000. When absent: where these settings say that a server listens.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("health", "Ask a running server for GET /health/ready: 0 if it is ready, else 1. For containers.") { url };
        command.SetAction((result, cancellationToken) => GuardAsync(async () =>
        {
            Console.WriteLine(await HealthCheck.RunAsync(result.GetValue(url), cancellationToken));
            return 0;
        }));
        return command;
    }

    /// <summary>Options that are not the command's own are settings, as they are for the server.</summary>
    private static Task<int> WithServicesAsync(ParseResult result, Func<IServiceProvider, Task<int>> run) => GuardAsync(async () =>
    {
        if (Stray(result) is { } stray)
        {
            return Fail($"{result.CommandResult.Command.Name} does not take \"{stray}\". --help says what it takes.");
        }

        var builder = WebApplication.CreateBuilder([.. result.UnmatchedTokens]);
        ShippedSettings.AddTo(builder.Configuration);
        builder.Logging.AddFilter(level => level >= LogLevel.Warning); // the last word: a minimum would give way to the settings
        builder.Services.AddCore(InfrastructureOptions.From(builder.Configuration, builder.Environment.ContentRootPath));
        await using var app = builder.Build();
        return await run(app.Services);
    });

    /// <summary>A word that is neither a setting nor the value of one.</summary>
    private static string? Stray(ParseResult result)
    {
        var isValue = false;
        foreach (var token in result.UnmatchedTokens)
        {
            if (!token.StartsWith('-') && !isValue)
            {
                return token;
            }

            isValue = token.StartsWith('-') && !token.Contains('=', StringComparison.Ordinal);
        }

        return null;
    }

    /// <summary>What the operator can mend is said in a sentence; everything else keeps its stack trace.</summary>
    private static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception exception) when (exception is ConfigurationException or StoreUnavailableException or NotReadyException
            || (exception is IOException && exception.Message.StartsWith("Failed to bind", StringComparison.Ordinal)))
        {
            return Fail(exception.Message);
        }
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
